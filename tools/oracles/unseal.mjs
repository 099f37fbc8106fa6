// node unseal.mjs PASSPHRASE < token : opens a sealed backup with npm's jose, and prints what is in it.
import { readFileSync } from "node:fs";
import { compactDecrypt } from "jose";

const token = readFileSync(0, "utf8").trim();
const options = { keyManagementAlgorithms: ["PBES2-HS512+A256KW"], maxPBES2Count: 1_000_000 };
const { plaintext } = await compactDecrypt(token, new TextEncoder().encode(process.argv[2]), options);
process.stdout.write(plaintext);
