import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { plainTemplate } from '../../infra/plain-template.ts';
import type { ConfigurationDocument } from '../../infra/responder/responder-props.ts';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';

// Seconds for each of three templates. The test of the command line, and cfn-lint in CI, validate them.
process.env.CDK_VALIDATION = 'false';

const root = resolve(__dirname, '../..');
const example = JSON.parse(readFileSync(join(root, 'gray-failure.config.example.json'), 'utf8')) as ConfigurationDocument;

interface Plain {
  readonly Parameters: Record<string, { Default?: string }>;
  readonly Resources: Record<string, { Type: string; Properties: Record<string, unknown>; Metadata?: unknown }>;
}

describe('the plain template', () => {
  const plain = plainTemplate(example);
  const template = JSON.parse(plain.template) as Plain;
  const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');

  it('has one parameter, the bucket: the key of the code is part of the template', () => {
    expect(template.Parameters).toEqual({ CodeBucket: expect.objectContaining({ Type: 'String' }) });
    expect(functions.map(({ Properties }) => Properties.Code)).toEqual([
      { S3Bucket: { Ref: 'CodeBucket' }, S3Key: plain.zipName },
    ]);
  });

  it('contains nothing from CDK', () => {
    expect(plain.template).not.toMatch(/aws:cdk|AWS::CDK|cdk-[a-z0-9]+-assets|BootstrapVersion|"Rules"/);
    expect(Object.values(template.Resources).filter(({ Metadata }) => Metadata !== undefined)).toEqual([]);
  });

  it('fits into a request: 51,200 bytes (CloudFormation quotas, template body)', () => {
    expect(Buffer.byteLength(plain.template)).toBeLessThan(51_200);
  });

  it('comes with the built code and its third-party notices, file by file', () => {
    const zipped = unzipSync(plain.zip);
    const built = readdirSync(join(root, 'dist/responder')).filter((file) => !file.endsWith('.map'));
    expect(Object.keys(zipped).sort()).toEqual(built.sort());
    for (const file of built)
      expect(Buffer.from(zipped[file] ?? []).equals(readFileSync(join(root, 'dist/responder', file)))).toBe(true);
  });

  it('has files in the zip that every user may read, because Lambda runs them as another one', () => {
    expect(unixModes(plain.zip)).toEqual(Object.keys(unzipSync(plain.zip)).map(() => 0o100644));
  });

  it('is the same when generated again, so CloudFormation sees no change', () => {
    const again = plainTemplate(example);
    expect(again.zipName).toBe(plain.zipName);
    expect(again.template).toBe(plain.template);
  });

  it('passes on what the stack warns of, which nothing else shows', () => {
    const zones = example.zones.map((zone) => ({ ...zone, impactAlarm: `${zone.zoneId}-wildrydes-isolated-impact` }));
    const warned = (one: ReturnType<typeof plainTemplate>) => one.warnings.filter((text) => text.startsWith('impactAlarm names'));
    expect(warned(plain)).toEqual([]);
    expect(warned(plainTemplate({ ...example, zones }))).toHaveLength(1);
  });

  it('puts a configuration that is too long for a variable into the zip and changes its name', () => {
    const regionalAlarms = Array.from({ length: 200 }, (_, index) => `some-regional-alarm-${index}`);
    const large = plainTemplate({ ...example, regionalAlarms });
    const file = unzipSync(large.zip)['gray-failure.config.json'];
    expect(parseConfiguration(Buffer.from(file ?? []).toString()).regionalAlarms).toEqual(regionalAlarms);
    expect(large.zipName).not.toBe(plain.zipName);
  });
});

/** The Unix mode of each entry, from the central directory (ZIP specification, 4.3.12); -1 where the entry was not made on Unix. */
function unixModes(zip: Uint8Array): number[] {
  const bytes = Buffer.from(zip);
  const modes: number[] = [];
  const signature = Buffer.from('PK\x01\x02', 'latin1');
  for (let at = bytes.indexOf(signature); at !== -1; at = bytes.indexOf(signature, at + 46)) {
    modes.push(bytes.readUInt8(at + 5) === 3 ? bytes.readUInt16LE(at + 40) : -1);
  }
  return modes;
}
