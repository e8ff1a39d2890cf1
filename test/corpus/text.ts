/** The beginning of a load balancer's ARN, and what stands for it in the files, so that a line can be read. */
const ARN = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/';
const SHORT = 'elb:';

export function textOfFile(content: object): string {
  const text = JSON.stringify(content);
  if (text.includes(SHORT)) throw new Error(`${SHORT} stands for ${ARN}, and cannot be written for itself`);
  return text.replaceAll(ARN, SHORT);
}

export function contentOfFile<Content extends object>(text: string): Content {
  return JSON.parse(text.replaceAll(SHORT, ARN)) as Content;
}
