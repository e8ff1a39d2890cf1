import type { DeploymentStep } from '../scenario.ts';
import type { ResponderDriver, StartDriver } from './responder-driver.ts';

/** A responder that is deployed anew in the course of the day: the next invocation after a deployment meets the new one. */
export function withDeployments(start: StartDriver, deployments: readonly DeploymentStep[]): StartDriver {
  return async (stage) => {
    const { region, configuration } = stage;
    const startsAt = region.clock.millis;
    const due = () => deployments.filter(({ at }) => region.clock.millis >= startsAt + at * 60_000);
    let deployed = 0;
    let driver: ResponderDriver = await start(stage);
    return {
      description: driver.description,
      async invoke(invocation) {
        const changes = due().at(-1)?.configuration;
        if (changes !== undefined && due().length > deployed) {
          await driver.close();
          driver = await start({ region, configuration: { ...configuration, ...changes } });
          deployed = due().length;
        }
        return driver.invoke(invocation);
      },
      close: () => driver.close(),
    };
  };
}
