/**
 * One question that many ask at the same time. Each gets an answer that was asked for after its own question, as if it had asked alone;
 * those that come while an answer is on its way share the next one.
 */
export function sharedQuestion<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let underWay: Promise<unknown> | null = null;
  let next: Promise<Answer> | null = null;
  const begin = () => {
    next = null;
    const answer = ask();
    const over = () => {
      if (underWay === answer) underWay = null;
    };
    underWay = answer;
    answer.then(over, over);
    return answer;
  };
  return () => {
    if (underWay === null) return begin();
    next ??= underWay.then(begin, begin);
    return next;
  };
}
