import { defineExamination, fail, unknown } from '../finding.ts';
import { shortName } from '../judged.ts';

/** ARC shifts only what has opted in to zonal shift. */
export const optIn = defineExamination({
  name: 'opt-in',
  examine: ({ evidence }) =>
    Object.entries(evidence.resources).flatMap(([arn, resource]) => {
      const name = shortName(arn);
      if (!resource.known) {
        const why = `whether ${name} has opted in to zonal shift is unknown: ${resource.why}`;
        return [unknown({ why, mend: 'allow arc-zonal-shift:GetManagedResource' })];
      }
      const { registered, successor } = resource.value;
      if (registered) return [];
      if (successor === undefined)
        return [fail({ why: `${name} has not opted in to zonal shift: its traffic would stay`, mend: commandFor(arn) })];
      const why = `${name} was recreated under another ARN: its traffic would stay`;
      return [fail({ why, mend: `in "resources", write ${successor}, and deploy` })];
    }),
  well: ({ policy }) => `${policy.resources.length} resources have opted in to zonal shift`,
});

function commandFor(arn: string): string {
  if (arn.split(':')[2] === 'eks')
    return `aws eks update-cluster-config --name ${arn.split('/')[1]} --zonal-shift-config enabled=true`;
  return `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${arn} --attributes Key=zonal_shift.config.enabled,Value=true`;
}
