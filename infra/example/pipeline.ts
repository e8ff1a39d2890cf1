import { readFileSync } from 'node:fs';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CodeBuildStep, CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { type ConfigurationDocument, ResponderStack } from '../index.ts';

/** In the order of deployment. Each has its configuration in `responders/ACCOUNT.REGION.json`. */
const PLACES = [
  { account: '111122223333', region: 'us-east-1' },
  { account: '444455556666', region: 'eu-west-1' },
];
const CONNECTION = 'arn:aws:codeconnections:us-east-1:777788889999:connection/0e5d3a5c-1111-2222-3333-444455556666';

const app = new App();
const stack = new Stack(app, 'Responders', { env: { account: '777788889999', region: 'us-east-1' } });
const pipeline = new CodePipeline(stack, 'Pipeline', {
  crossAccountKeys: true,
  synth: new ShellStep('Synth', {
    input: CodePipelineSource.connection('acme/responders', 'main', { connectionArn: CONNECTION }),
    commands: ['npm ci', 'npx cdk synth'],
  }),
});
for (const env of PLACES) {
  const place = `${env.account}.${env.region}`;
  const configuration: ConfigurationDocument = JSON.parse(readFileSync(`responders/${place}.json`, 'utf8'));
  const stage = new Stage(stack, `${env.region}-${env.account}`, { env });
  new ResponderStack(stage, 'Responder', {
    stackName: `gray-failure-responder-${configuration.application}`,
    configuration,
    env,
  });
  pipeline.addStage(stage, { pre: [noZoneIsOut(env, configuration)] });
}
app.synth();

/** Fails while a zone is evacuated there. Reads tags in the role that `cdk bootstrap` makes for lookups. */
function noZoneIsOut({ account, region }: (typeof PLACES)[number], { zones }: ConfigurationDocument): CodeBuildStep {
  const role = `arn:aws:iam::${account}:role/cdk-hnb659fds-lookup-role-${account}-${region}`;
  const keys = zones.map(({ zoneId }) => `gray-failure-responder:${zoneId}:0`).join(',');
  return new CodeBuildStep(`No zone is out in ${account} ${region}`, {
    commands: [
      `aws configure set profile.there.role_arn ${role}`,
      'aws configure set profile.there.credential_source EcsContainer',
      `evacuated=$(aws autoscaling describe-tags --profile there --region ${region} --output text \\
        --filters "Name=key,Values=${keys}" --query 'Tags[].[ResourceId, Key]')`,
      'echo "$evacuated"; test -z "$evacuated"',
    ],
    rolePolicyStatements: [new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [role] })],
  });
}
