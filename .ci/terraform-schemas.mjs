/**
 * What the AWS provider's documents say that these take and give (version 6): flags and type of each argument and attribute. Resources
 * that the module does not use are not here, nor is what it has no reason to set.
 */
const TEXT = 'optional string';
const TAGS = 'optional ["map","string"]';
const GIVEN = 'computed string';

export const PROVIDER = {
  attributes: { region: TEXT },
  blocks: {
    ignore_tags: { attributes: { keys: 'optional ["set","string"]', key_prefixes: 'optional ["set","string"]' } },
    assume_role: { attributes: { role_arn: TEXT } },
  },
};

export const RESOURCES = {
  aws_s3_bucket: {
    attributes: {
      arn: GIVEN,
      bucket: 'optional computed string',
      bucket_domain_name: GIVEN,
      bucket_prefix: 'optional computed string',
      bucket_regional_domain_name: GIVEN,
      force_destroy: 'optional bool',
      id: GIVEN,
      tags: TAGS,
    },
  },
  aws_s3_bucket_versioning: {
    attributes: { bucket: 'required string', id: GIVEN },
    blocks: { versioning_configuration: { attributes: { status: 'required string', mfa_delete: TEXT } } },
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    attributes: { bucket: 'required string', id: GIVEN },
    blocks: {
      rule: {
        attributes: { bucket_key_enabled: 'optional bool' },
        blocks: {
          apply_server_side_encryption_by_default: { attributes: { sse_algorithm: 'required string', kms_master_key_id: TEXT } },
        },
      },
    },
  },
  aws_s3_bucket_public_access_block: {
    attributes: {
      block_public_acls: 'optional bool',
      block_public_policy: 'optional bool',
      bucket: 'required string',
      id: GIVEN,
      ignore_public_acls: 'optional bool',
      restrict_public_buckets: 'optional bool',
    },
  },
  aws_s3_bucket_policy: { attributes: { bucket: 'required string', id: GIVEN, policy: 'required string' } },
  aws_s3_object: {
    attributes: {
      bucket: 'required string',
      content_type: 'optional computed string',
      etag: 'optional computed string',
      id: GIVEN,
      key: 'required string',
      source: TEXT,
      source_hash: TEXT,
      tags: TAGS,
      version_id: GIVEN,
    },
  },
  aws_cloudformation_stack: {
    attributes: {
      capabilities: 'optional ["set","string"]',
      disable_rollback: 'optional bool',
      iam_role_arn: TEXT,
      id: GIVEN,
      name: 'required string',
      on_failure: TEXT,
      outputs: 'computed ["map","string"]',
      parameters: 'optional computed ["map","string"]',
      tags: TAGS,
      template_body: 'optional computed string',
      template_url: TEXT,
      timeout_in_minutes: 'optional number',
    },
  },
};
