locals {
  template_file = "${var.template_directory}/gray-failure-responder.template.json"
  template_key  = "gray-failure-responder-${substr(filesha256(local.template_file), 0, 12)}.template.json"

  # The template names its code, and the function: an older zip in the folder does no harm.
  function = one([
    for resource in jsondecode(file(local.template_file)).Resources : resource.Properties if resource.Type == "AWS::Lambda::Function"
  ])
  code_key  = local.function.Code.S3Key
  code_file = "${var.template_directory}/${local.code_key}"
}

# Each under a key with a hash of its content, in S3 as in Terraform's state. The new objects come first, then the stack is updated, then
# the old ones go: if the update fails, CloudFormation rolls back to code that is still there. By its key, Terraform knows an object again when
# it is wanted back after that; as one resource whose key changes, it would be uploaded anew, and then deleted as the old one.
resource "aws_s3_object" "uploaded" {
  for_each = {
    (local.code_key)     = local.code_file
    (local.template_key) = local.template_file
  }

  bucket      = aws_s3_bucket.code.bucket
  key         = each.key
  source      = each.value
  source_hash = filesha256(each.value)
  tags        = var.tags

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_s3_bucket_versioning.code, aws_s3_bucket_policy.code]
}

resource "aws_cloudformation_stack" "responder" {
  name         = coalesce(var.stack_name, replace(local.function.FunctionName, "_", "-"))
  capabilities = ["CAPABILITY_IAM"]
  # The Region's own form of the address. Regions opened after March 2019 answer 400 to BUCKET.s3.amazonaws.com.
  template_url = "https://${aws_s3_bucket.code.bucket_regional_domain_name}/${aws_s3_object.uploaded[local.template_key].key}"
  tags         = var.tags

  parameters = {
    # By way of the object, so that the stack waits for it.
    CodeBucket = aws_s3_object.uploaded[local.code_key].bucket
  }
}
