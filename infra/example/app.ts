import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ExampleStack } from './example-stack.ts';

// npx cdk deploy -a "npx tsx infra/example/app.ts" -c zones=eu-west-1a,eu-west-1b,eu-west-1c
const DEFAULT_ZONES = 'us-east-1a,us-east-1b,us-east-1c';

const app = new App();
const zoneNames = String(app.node.tryGetContext('zones') ?? DEFAULT_ZONES).split(',');
const region = zoneNames[0]?.slice(0, -1);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
// The Region follows from the zones. The account is left open, because CDK would look up the zones if it knew it.
new ExampleStack(app, 'GrayFailureExample', { zoneNames, env: { ...(region === undefined ? {} : { region }) } });
app.synth();
