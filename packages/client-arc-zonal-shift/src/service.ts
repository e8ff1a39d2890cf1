/** The names of the API. Source: the API model `arc-zonal-shift`, 2022-10-30 (metadata, endpoint rules, shape names). */
export const service = {
  apiVersion: '2022-10-30',
  /** Determines the user agent (`api/arc-zonal-shift`) and the environment variable `AWS_ENDPOINT_URL_ARC_ZONAL_SHIFT`. */
  serviceId: 'ARC Zonal Shift',
  endpointPrefix: 'arc-zonal-shift',
  signingName: 'arc-zonal-shift',
  shapeName: 'PercDataPlane',
  clientName: 'ARCZonalShiftClient',
  namespace: 'com.amazonaws.arczonalshift',
} as const;

/** Version of this package, sent in the user agent. A test compares it with package.json. */
export const clientVersion = '0.1.0';
