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

# Both keys have a hash of the content in them. The new objects come first, then the stack is updated, then the old objects go: if the
# update fails, CloudFormation rolls back to code that is still there.
resource "aws_s3_object" "code" {
  bucket      = aws_s3_bucket.code.bucket
  key         = local.code_key
  source      = local.code_file
  source_hash = filesha256(local.code_file)
  tags        = var.tags

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_s3_bucket_versioning.code, aws_s3_bucket_policy.code]
}

resource "aws_s3_object" "template" {
  bucket       = aws_s3_bucket.code.bucket
  key          = local.template_key
  source       = local.template_file
  source_hash  = filesha256(local.template_file)
  content_type = "application/json"
  tags         = var.tags

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_s3_bucket_versioning.code, aws_s3_bucket_policy.code]
}

resource "aws_cloudformation_stack" "responder" {
  name         = coalesce(var.stack_name, replace(local.function.FunctionName, "_", "-"))
  capabilities = ["CAPABILITY_IAM"]
  # The Region's own form of the address. Regions opened after March 2019 answer 400 to BUCKET.s3.amazonaws.com.
  template_url = "https://${aws_s3_bucket.code.bucket_regional_domain_name}/${aws_s3_object.template.key}"
  tags         = var.tags

  parameters = {
    CodeBucket = aws_s3_object.code.bucket
  }
}
