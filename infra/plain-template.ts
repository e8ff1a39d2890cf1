import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnParameter, type Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { SynthesisMessageLevel } from 'aws-cdk-lib/cx-api';
import { deployedFiles } from './responder/bundle.ts';
import type { ConfigurationDocument } from './responder/responder-props.ts';
import { ResponderStack, type ResponderStackProps } from './responder-stack.ts';
import { refuseLargeTemplate } from './template-size.ts';
import { zip } from './zip.ts';

/** The legacy synthesizer needs no bootstrapped environment. */
const UNBOOTSTRAPPED = { '@aws-cdk/core:newStyleStackSynthesis': false };

/** The only one there is. CloudFormation takes a template without it; not every tool beside it does. */
const FORMAT_VERSION = '2010-09-09';

/** A plain CloudFormation template, and the code that it expects in a bucket under `zipName`. */
export interface PlainTemplate {
  readonly template: string;
  /** `responder-1a2b3c4d5e6f.zip`, with a hash of its content: CloudFormation deploys new code only under a new key. */
  readonly zipName: string;
  readonly zip: Uint8Array;
  /** What the stack warns of at synth; `cdk` shows it, and here nothing else does. */
  readonly warnings: readonly string[];
}

type PlainOptions = Pick<ResponderStackProps, 'alarms' | 'reservedConcurrency'>;

/** Needs no CDK at deployment: no assets, no bootstrapped environment, no CDK metadata. */
export function plainTemplate(configuration: ConfigurationDocument, options: PlainOptions = {}): PlainTemplate {
  const outdir = mkdtempSync(join(tmpdir(), 'gray-failure-responder-'));
  try {
    const app = new App({ outdir, analyticsReporting: false, treeMetadata: false, context: UNBOOTSTRAPPED });
    const zipped = { zipName: '', zip: new Uint8Array() };
    const code = (stack: Stack) => (folder: () => string) => {
      Object.assign(zipped, zipOf(folder()));
      return codeIn(stack, zipped.zipName);
    };
    const stack = new ResponderStack(app, 'Plain', { configuration, code, ...options });
    stack.templateOptions.templateFormatVersion = FORMAT_VERSION;
    const artifact = app.synth().getStackArtifact(stack.artifactId);
    refuseLargeTemplate(artifact);
    const warnings = artifact.messages.flatMap(({ level, entry }) =>
      level === SynthesisMessageLevel.WARNING ? [String(entry.data)] : [],
    );
    return { ...zipped, warnings, template: `${JSON.stringify(artifact.template)}\n` };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/**
 * The key is no parameter: `aws cloudformation deploy` sends the previous value of each parameter that it is not given, so on an
 * existing stack new code would never arrive.
 */
function codeIn(stack: Stack, zipName: string): Code {
  const bucket = new CfnParameter(stack, 'CodeBucket', { description: 'The bucket in this Region with the zip of the function' });
  return Code.fromBucketV2(Bucket.fromBucketName(stack, 'Code', bucket.valueAsString), zipName);
}

function zipOf(folder: string): { zipName: string; zip: Uint8Array } {
  const contents = Object.fromEntries(
    deployedFiles(folder).map((file) => [file, new Uint8Array(readFileSync(join(folder, file)))]),
  );
  const zipped = zip(contents);
  return { zip: zipped, zipName: `responder-${createHash('sha256').update(zipped).digest('hex').slice(0, 12)}.zip` };
}
