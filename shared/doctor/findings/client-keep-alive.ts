import { defineAccountExamination, warn } from '../finding.ts';
import { shortName } from '../judged.ts';
import { attributeOf } from '../load-balancer-details.ts';

/** A shift changes DNS; who holds a connection stays (ARC Developer Guide: about 300 seconds match a goal of recovery). */
const LONGEST_SECONDS = 300;
const KEY = 'client_keep_alive.seconds';

export const clientKeepAlive = defineAccountExamination({
  name: 'client-keep-alive',
  examine: ({ loadBalancers }) =>
    loadBalancers.flatMap((one) => {
      const seconds = Number(attributeOf(one, KEY) ?? 0);
      if (seconds <= LONGEST_SECONDS) return [];
      return [
        warn({
          why: `${shortName(one.arn)} lets clients keep a connection for ${seconds} s after a shift (at most ${LONGEST_SECONDS} is better)`,
          mend: `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${one.arn} --attributes Key=${KEY},Value=${LONGEST_SECONDS}`,
        }),
      ];
    }),
  well: () => `clients keep a connection for ${LONGEST_SECONDS} s at most`,
});
