import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { plainTemplate } from '../../infra/plain-template.ts';
import type { ConfigurationDocument } from '../../infra/responder/responder-props.ts';
import { type Attributes, parseHcl, readTerraform, type Terraform, textsIn } from './hcl.ts';

// CDK's own validation takes seconds; the test of the command line has it.
process.env.CDK_VALIDATION = 'false';

const root = resolve(__dirname, '../..');
const [theModule, theExample] = readTerraform(['infra/terraform', 'infra/terraform/example']) as [Terraform, Terraform];
/** An expression, as the parser writes it. */
const expression = (text: string) => `\${${text}}`;
const BUCKET = expression('aws_s3_bucket.code.bucket');

const found = (pattern: RegExp, block: unknown) => [
  ...new Set(textsIn(block).flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name))),
];

function only(blocks: readonly Attributes[] | undefined): Attributes {
  const [block, ...more] = blocks ?? [];
  if (block === undefined || more.length > 0) throw new Error(`expected one block and found ${blocks?.length ?? 0}`);
  return block;
}

/** `aws_s3_bucket.code`, with its block. */
function resourcesOf({ resource }: Terraform): Map<string, Attributes> {
  const named = Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, blocks]) => [`${type}.${name}`, only(blocks)] as const),
  );
  return new Map(named);
}

function theTemplate() {
  const example = JSON.parse(readFileSync(join(root, 'gray-failure.config.example.json'), 'utf8')) as ConfigurationDocument;
  const { template, zipName } = plainTemplate(example);
  const { Parameters, Outputs, Resources } = JSON.parse(template) as {
    Parameters: object;
    Outputs: object;
    Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  };
  const ofType = (type: string) => Object.values(Resources).filter(({ Type }) => Type.startsWith(type));
  return { zipName, parameters: Object.keys(Parameters), outputs: Object.keys(Outputs), ofType };
}

describe.each([
  ['infra/terraform', theModule],
  ['infra/terraform/example', theExample],
])('%s', (_, configuration) => {
  it('uses every variable and local that it declares, and no other', () => {
    const { variable, locals, ...blocks } = configuration;
    const rules = Object.values(variable).map(only);
    const used = (scope: string) => found(new RegExp(`\\b${scope}\\.(\\w+)`, 'g'), [locals, blocks]);
    expect(used('var').sort()).toEqual(Object.keys(variable).sort());
    expect(used('local').sort()).toEqual(locals.flatMap(Object.keys).sort());
    for (const { type, description } of rules)
      expect([type, description]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\.$/)]);
  });

  it('refers to resources and modules that it declares', () => {
    const declared = [...resourcesOf(configuration).keys(), ...Object.keys(configuration.module).map((name) => `module.${name}`)];
    const named = found(/\b((?:aws_\w+|module)\.\w+)/g, configuration);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !declared.includes(name))).toEqual([]);
  });

  it('says what each output is', () => {
    const outputs = Object.values(configuration.output).map(only);
    expect(outputs.length).toBeGreaterThan(0);
    for (const { description } of outputs) expect(description).toMatch(/\.$/);
  });
});

describe('the Terraform module', () => {
  const template = theTemplate();
  const resource = (name: string) => resourcesOf(theModule).get(name) ?? {};

  it('passes the parameters of the template, all of them and no other', () => {
    const { parameters } = resource('aws_cloudformation_stack.responder');
    expect(Object.keys(parameters as object)).toEqual(template.parameters);
  });

  it('has the outputs of the template, all of them and no other', () => {
    const { output } = theModule;
    expect(found(/\boutputs\["(\w+)"\]/g, output).sort()).toEqual([...template.outputs].sort());
  });

  it('asks for the capability that the template needs: roles and policies, none with a name of its own', () => {
    const { capabilities } = resource('aws_cloudformation_stack.responder');
    const names = template.ofType('AWS::IAM::').flatMap(({ Properties }) => [Properties.RoleName, Properties.ManagedPolicyName]);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => name !== undefined)).toEqual([]);
    expect(capabilities).toEqual(['CAPABILITY_IAM']);
  });

  it('takes the key of the code from the only function of the template', () => {
    const { locals } = theModule;
    const functions = template.ofType('AWS::Lambda::Function').map(({ Properties }) => Properties);
    expect(functions).toEqual([expect.objectContaining({ Code: expect.objectContaining({ S3Key: template.zipName }) })]);
    expect(only(locals).code_key).toBe(expression('local.function.Code.S3Key'));
    expect(resource('aws_s3_object.uploaded').key).toBe(expression('each.key'));
  });

  it("addresses the template by the Region's own form, under a key with its hash", () => {
    const { template_url: url } = resource('aws_cloudformation_stack.responder');
    const key = expression('aws_s3_object.uploaded[local.template_key].key');
    expect(url).toBe(`https://${expression('aws_s3_bucket.code.bucket_regional_domain_name')}/${key}`);
    expect(only(theModule.locals).template_key).toContain('filesha256(local.template_file)');
    expect(textsIn(theModule).filter((text) => text.includes('amazonaws.com'))).toEqual([]);
  });

  it('creates what it uploads before it removes the old, and knows it by its key: a rollback finds the code that it goes back to', () => {
    const objects = [...resourcesOf(theModule)].filter(([name]) => name.startsWith('aws_s3_object.'));
    expect(objects.map(([name]) => name)).toEqual(['aws_s3_object.uploaded']);
    for (const [, { lifecycle, bucket, for_each: keys }] of objects) {
      expect(only(lifecycle as Attributes[])).toEqual({ create_before_destroy: true });
      expect(bucket).toBe(BUCKET);
      expect(Object.entries(keys as object)).toEqual([
        [expression('(local.code_key)'), expression('local.code_file')],
        [expression('(local.template_key)'), expression('local.template_file')],
      ]);
    }
  });

  it('lets the stack wait for the code', () => {
    const { parameters } = resource('aws_cloudformation_stack.responder');
    expect(Object.values(parameters as object)).toEqual([expression('aws_s3_object.uploaded[local.code_key].bucket')]);
  });

  it('makes a bucket that is versioned, encrypted, closed to the public, and open to TLS only', () => {
    const of = (suffix: string) => resource(`aws_s3_bucket${suffix}.code`);
    expect(of('_versioning')).toMatchObject({ bucket: BUCKET, versioning_configuration: [{ status: 'Enabled' }] });
    expect(of('_server_side_encryption_configuration')).toMatchObject({
      bucket: BUCKET,
      rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'AES256' }] }],
    });
    const closed = {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    };
    expect(of('_public_access_block')).toEqual({ bucket: BUCKET, ...closed });
    const { bucket, policy } = of('_policy');
    expect(bucket).toBe(BUCKET);
    expect(policy).toMatch(/Effect\s+= "Deny"[\s\S]*"aws:SecureTransport" = "false"/);
  });

  it('refuses what it cannot use, and names the value and what is accepted', () => {
    for (const block of Object.values(theModule.variable)) {
      const { condition, error_message: message } = only(only(block).validation as Attributes[]);
      expect(condition).toMatch(/\bvar\.\w+/);
      expect(message).toMatch(/^\w+: \$\{.*\} is not accepted.*; accepted: .*\.$/s);
    }
  });
});

describe('the Terraform example', () => {
  it('gives the module what it declares, and everything that it requires', () => {
    const { variable } = theModule;
    const { source, ...given } = only(theExample.module.responder);
    const required = Object.entries(variable).flatMap(([name, block]) => ('default' in only(block) ? [] : [name]));
    expect(source).toBe('../');
    expect(Object.keys(given).filter((name) => !(name in variable))).toEqual([]);
    expect(required.filter((name) => !(name in given))).toEqual([]);
  });

  it('reads outputs that the module has', () => {
    const named = found(/\bmodule\.responder\.(\w+)/g, theExample);
    expect(named).toContain('evacuate_command');
    expect(named.filter((name) => !(name in theModule.output))).toEqual([]);
  });

  it('lets the provider leave the record alone', () => {
    expect(only(theExample.provider.aws).ignore_tags).toEqual([{ key_prefixes: ['gray-failure-responder:'] }]);
  });
});

describe('parseHcl', () => {
  it('says where the text is no HCL', () => {
    expect(() => parseHcl([['main.tf', 'variable "a" {\n  type = \n}']])).toThrow(/main\.tf:2/);
  });
});
