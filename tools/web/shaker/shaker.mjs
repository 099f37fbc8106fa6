// node shake.mjs IN OUT PLAN: takes out of Flet's client, a program compiled by dart2js, what cannot run.
// The program is one function. In it stand holders of static functions and constructors (A, J), constants (B), static
// fields ($), types (t), long strings (u), and one object of members for each class. Every reference between them is
// written out as `A.name`, every use of a member as `.name` or as a string. So what begins at the roots (all code that
// is none of these) and follows the names finds everything that can run: rapid type analysis. A class whose objects
// nobody makes keeps its name, for `instanceof`, and loses its members. Names that begin with $ are dart2js's own and
// are kept with their class. Whatever does not look as expected stops the build.
import { readFileSync, writeFileSync } from "node:fs";
import { program } from "./program.mjs";
import { reach } from "./reach.mjs";
import { emit } from "./emit.mjs";

const [from, to, planFile] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, "utf8"));
const parts = program(readFileSync(from, "utf8"), plan);
const alive = reach(parts);
writeFileSync(to, emit(parts, alive));
console.log(JSON.stringify({ ...parts.counts, ...alive.counts }));
