import { API, WEB } from '../../builders.ts';
import { askedWhileOut, evacuated, RESTORE, type Recipes, STATUS, UPKEEP, type World } from '../world.ts';

/** What is ours and no longer selected, and what is selected and no longer what it was. */

const TAGGED = { autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } };
const BOTH = { resources: [WEB, API] };

/** The tag was put on the group before the zone went out, and is taken off it now. */
async function tagTakenOff(): Promise<World> {
  const world = await evacuated();
  world.aws.groups.untag('web', ['app']);
  return world;
}

/** CodeDeploy copies the group with its tags, and deletes the original. */
function copy({ aws: { groups, region } }: World, subnetIds: readonly string[]): void {
  groups.put({
    name: 'web-green',
    subnetIds,
    tags: { ...groups.state('web').tags, app: 'wildrydes' },
    createdAt: region.clock.now,
  });
  groups.settle('web-green');
  groups.remove('web');
}

const LEFT = ['subnet-0b2', 'subnet-0c3'];
const ALL = ['subnet-0a1', ...LEFT];
/** As a controller gives it another. */
const SUCCESSOR = API.replace('60dc6c495c0c9199', '9a8b7c6d5e4f3021');

function recreate({ aws: { shifts } }: World): void {
  shifts.unregister(API);
  shifts.register(SUCCESSOR);
}

export const ofStrays: Recipes = {
  'record-pass-copied-group': askedWhileOut((world) => copy(world, LEFT)),
  'restore-in-progress-group-dropped': async () => (await evacuated()).ask(RESTORE, { autoScalingGroups: [] }),
  'upkeep-failed-only-a-stray': async () => {
    const world = await tagTakenOff();
    world.aws.shifts.cancelAll();
    return world.ask(UPKEEP, TAGGED);
  },
  'upkeep-nothing-to-do-load-balancer-dropped': async () => (await evacuated(BOTH)).ask(UPKEEP, { resources: [WEB] }),
  'upkeep-done-takes-out-a-copy': async () => {
    const world = await evacuated();
    copy(world, ALL);
    return world.ask(UPKEEP, TAGGED);
  },
  'upkeep-partial-load-balancer-recreated': async () => {
    const world = await evacuated(BOTH);
    recreate(world);
    return world.ask(UPKEEP);
  },
  'status-done-tag-taken-off': async () => (await tagTakenOff()).ask(STATUS, TAGGED),
};
