import { App } from 'aws-cdk-lib';
import { environmentOf, readConfigurationFile, refuseToDeployExample, stackNameOf } from './configuration-file.ts';
import { ResponderStack } from './responder-stack.ts';
import { refuseLargeTemplate } from './template-size.ts';

/**
 * Synthesises one stack from one configuration file:
 *
 *     npx cdk deploy                                    gray-failure.config.json
 *     npx cdk deploy -c config=orders.config.json       another file; or set GRAY_FAILURE_CONFIG in the environment
 *     npx cdk deploy -c alarms=false                    create no alarms, even if no zone names one
 *     npx cdk deploy -c reservedConcurrency=false       reserve no execution for the function
 */
const app = new App();
const asked = app.node.tryGetContext('config') ?? process.env.GRAY_FAILURE_CONFIG;
refuseToDeployExample(asked);
const configuration = readConfigurationFile(asked);
const { artifactId } = new ResponderStack(app, stackNameOf(configuration), {
  configuration,
  alarms: isWanted(app.node.tryGetContext('alarms')),
  reservedConcurrency: isWanted(app.node.tryGetContext('reservedConcurrency')),
  env: environmentOf(configuration),
  description: 'Gray-failure responder: detects a failure in one Availability Zone and moves traffic and capacity out of it',
});
refuseLargeTemplate(app.synth().getStackArtifact(artifactId));

/** On the command line, the context holds text. */
function isWanted(option: unknown): boolean {
  return String(option) !== 'false';
}
