import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfigurationFile } from './configuration-file.ts';
import { plainTemplate } from './plain-template.ts';

/** `npm run template`: writes the template for users of plain CloudFormation and Terraform (docs/deploying.md). */
const { values } = parseArgs({
  options: {
    config: { type: 'string' },
    out: { type: 'string', default: 'dist/template' },
    'no-alarms': { type: 'boolean' },
    'no-reserved-concurrency': { type: 'boolean' },
  },
});
const configuration = readConfigurationFile(values.config ?? process.env.GRAY_FAILURE_CONFIG);
const { template, zip, zipName, warnings } = plainTemplate(configuration, {
  alarms: values['no-alarms'] !== true,
  reservedConcurrency: values['no-reserved-concurrency'] !== true,
});
for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
mkdirSync(values.out, { recursive: true });
for (const [name, content] of [['gray-failure-responder.template.json', template] as const, [zipName, zip] as const]) {
  writeFileSync(join(values.out, name), content);
  process.stdout.write(`${join(values.out, name)} ${content.length} bytes\n`);
}
