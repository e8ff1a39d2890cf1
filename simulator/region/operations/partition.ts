/** The partition in the ARNs of a Region (AWS SDK, `partitions.json`): `aws`, `aws-cn`, `aws-us-gov`, `aws-eusc`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws';
}
