/**
 * The floors of the house, from the top down. A row says what a folder or file may import besides itself: packages, and rows
 * below its own (`./plan` is a row in the same folder). A file belongs to the longest row that its path begins with.
 */
export const FLOORS: Readonly<Record<string, string>> = {
  test: '*',
  bench: './simulator ./shared echarts esbuild node:',
  cli: './simulator ./cli/incident ./shared ./package.json ./gray-failure.config.schema.json commander node:',
  'cli/incident': 'shared echarts',
  infra: './shared aws-cdk-lib cdk-nag constructs esbuild fflate gray-failure-responder node: zod',
  functions: './shared @aws-lambda-powertools/ aws-lambda node:',

  'simulator/rehearsal': './game-day ./region shared',
  'simulator/scenarios': './game-day ./region',
  'simulator/game-day': './http ./region shared @smithy/ node:',
  'simulator/http': './region @smithy/ node: zod',
  'simulator/region': 'node: zod',

  'shared/respond.ts': './actions ./event ./report ./situation ./ports.ts ./errors.ts ./domain',
  'shared/actions':
    './doctor ./event ./report ./execute ./plan ./decide ./gather ./situation ./marks ./ports.ts ./errors.ts ./domain',
  'shared/explain': './doctor ./configuration ./tell ./report ./plan ./decide ./situation ./marks ./errors.ts ./domain zod',
  'shared/doctor': './configuration ./gather ./plan ./decide ./situation ./marks ./ports.ts ./errors.ts ./domain',
  'shared/event': './configuration ./decide ./situation ./errors.ts ./domain node:crypto zod',
  'shared/configuration': './tell ./situation ./errors.ts ./domain zod',
  'shared/tell': './aws ./report ./decide ./situation ./marks ./ports.ts ./errors.ts ./domain node:zlib zod',
  'shared/aws': './situation ./marks ./ports.ts ./errors.ts ./domain @aws-sdk/ @smithy/ node:',
  'shared/report': './situation ./marks ./ports.ts ./errors.ts ./domain',
  'shared/execute': './situation ./marks ./ports.ts ./errors.ts ./domain',
  'shared/plan': './decide ./situation ./marks ./domain',
  'shared/decide': './situation ./marks ./domain',
  'shared/gather': './situation ./marks ./ports.ts ./errors.ts ./domain',
  'shared/situation': './marks ./domain',
  'shared/marks': './domain package.json',
  'shared/ports.ts': './domain',
  'shared/errors.ts': '',
  'shared/domain': '',

  'packages/client-arc-zonal-shift': '@aws-sdk/ @smithy/',
  '.ci': 'node:',
  'esbuild.config.mjs': './infra/bundle ./infra/notices esbuild node:',
  'jest.config.mjs': 'jest',
};
