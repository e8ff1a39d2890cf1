# `terraform test -var template_directory=FOLDER`, with a folder that `npm run template` has written. Makes nothing in AWS.

mock_provider "aws" {
  mock_resource "aws_s3_bucket" {
    defaults = {
      arn                         = "arn:aws:s3:::gray-failure-responder-1"
      bucket                      = "gray-failure-responder-1"
      bucket_regional_domain_name = "gray-failure-responder-1.s3.ap-east-1.amazonaws.com"
    }
  }

  mock_resource "aws_cloudformation_stack" {
    defaults = {
      outputs = {
        DashboardUrl    = "dashboard"
        DryRunCommand   = "dry run"
        EvacuateCommand = "evacuate"
        FailureQueueUrl = "queue"
        FunctionName    = "function"
        RestoreCommand  = "restore"
        StatusCommand   = "status"
        TopicArn        = "topic"
      }
    }
  }
}

run "deploys_the_template_and_the_code_that_it_names" {
  assert {
    condition     = aws_cloudformation_stack.responder.template_url == "https://gray-failure-responder-1.s3.ap-east-1.amazonaws.com/${aws_s3_object.uploaded[local.template_key].key}"
    error_message = "template_url: ${aws_cloudformation_stack.responder.template_url}"
  }

  assert {
    condition     = aws_cloudformation_stack.responder.parameters == tomap({ CodeBucket = "gray-failure-responder-1" })
    error_message = "parameters: ${jsonencode(aws_cloudformation_stack.responder.parameters)}"
  }

  assert {
    condition     = strcontains(file(aws_s3_object.uploaded[local.template_key].source), "\"S3Key\":\"${aws_s3_object.uploaded[local.code_key].key}\"")
    error_message = "key: the template does not name ${aws_s3_object.uploaded[local.code_key].key}"
  }

  assert {
    condition     = aws_s3_object.uploaded[local.code_key].source_hash == filesha256(aws_s3_object.uploaded[local.code_key].source) && strcontains(aws_s3_object.uploaded[local.code_key].key, substr(aws_s3_object.uploaded[local.code_key].source_hash, 0, 12))
    error_message = "key: ${aws_s3_object.uploaded[local.code_key].key} is not named after its content"
  }

  assert {
    condition     = aws_s3_object.uploaded[local.template_key].key == "gray-failure-responder-${substr(filesha256(aws_s3_object.uploaded[local.template_key].source), 0, 12)}.template.json"
    error_message = "key: ${aws_s3_object.uploaded[local.template_key].key} is not named after its content"
  }

  assert {
    condition     = aws_cloudformation_stack.responder.name == "gray-failure-responder-wildrydes"
    error_message = "name: ${aws_cloudformation_stack.responder.name}"
  }

  assert {
    condition     = output.evacuate_command == "evacuate" && output.restore_command == "restore" && output.function_name == "function"
    error_message = "the outputs are not those of the stack"
  }
}

run "takes_a_name_and_tags" {
  variables {
    stack_name = "orders"
    tags       = { application = "orders" }
  }

  assert {
    condition     = aws_cloudformation_stack.responder.name == "orders" && aws_cloudformation_stack.responder.tags == tomap({ application = "orders" })
    error_message = "name: ${aws_cloudformation_stack.responder.name}, tags: ${jsonencode(aws_cloudformation_stack.responder.tags)}"
  }
}

run "refuses_a_folder_without_a_template" {
  command = plan

  variables {
    template_directory = "."
  }

  expect_failures = [var.template_directory]
}

run "refuses_a_name_that_cloudformation_refuses" {
  command = plan

  variables {
    stack_name = "my_stack"
  }

  expect_failures = [var.stack_name]
}

run "refuses_tags_that_are_reserved" {
  command = plan

  variables {
    tags = { "AWS:owner" = "us" }
  }

  expect_failures = [var.tags]
}
