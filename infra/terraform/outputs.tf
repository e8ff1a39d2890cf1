output "stack_id" {
  description = "The stack's ARN."
  value       = aws_cloudformation_stack.responder.id
}

output "code_bucket" {
  description = "The bucket with the template and the code."
  value       = aws_s3_bucket.code.bucket
}

output "function_name" {
  description = "The function. `npx gray-failure --function` takes it."
  value       = aws_cloudformation_stack.responder.outputs["FunctionName"]
}

output "topic_arn" {
  description = "The topic of the notices. Subscribe people to it."
  value       = aws_cloudformation_stack.responder.outputs["TopicArn"]
}

output "failure_queue_url" {
  description = "The queue of events that could not be processed or delivered."
  value       = aws_cloudformation_stack.responder.outputs["FailureQueueUrl"]
}

output "dashboard_url" {
  description = "The dashboard."
  value       = aws_cloudformation_stack.responder.outputs["DashboardUrl"]
}

output "status_command" {
  description = "Says what is evacuated now."
  value       = aws_cloudformation_stack.responder.outputs["StatusCommand"]
}

output "dry_run_command" {
  description = "Says what an evacuation would do. Replace ZONE."
  value       = aws_cloudformation_stack.responder.outputs["DryRunCommand"]
}

output "evacuate_command" {
  description = "Evacuates a zone. Replace ZONE and WHY."
  value       = aws_cloudformation_stack.responder.outputs["EvacuateCommand"]
}

output "restore_command" {
  description = "Brings a zone back. Replace ZONE and WHY."
  value       = aws_cloudformation_stack.responder.outputs["RestoreCommand"]
}
