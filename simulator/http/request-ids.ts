/** Numbers requests in the format of AWS's request IDs, so that runs with the same seed have the same IDs. */
export function requestIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
  };
}
