/** `use1-az1`, `usgw1-az1`, `euscdee1-az1`: AWS gives no longest prefix. */
export const ZONE_ID = /^[a-z]+\d+-az\d+$/;
/** `us-east-1a`, `us-gov-west-1a`, `eusc-de-east-1a`: the name of a Region, and a letter. */
export const ZONE_NAME = /^[a-z]+(-[a-z]+)+-\d+[a-z]$/;
/** The AZ ID that the name of an alarm begins with. No prefix is longer yet, and a longer word is rather that of an application. */
export const BEGINS_WITH_ZONE_ID = /^[a-z]{2,7}\d+-az\d+(?!\d)/;
