variable "template_directory" {
  description = "The folder that `npm run template` has written: the template, and the zip that it names."
  type        = string
  nullable    = false

  validation {
    condition     = fileexists("${var.template_directory}/gray-failure-responder.template.json")
    error_message = "template_directory: ${jsonencode(var.template_directory)} is not accepted: it has no gray-failure-responder.template.json; accepted: a folder that \"npm run template\" has written."
  }
}

variable "stack_name" {
  description = "Name of the stack. If null, it is the function's name."
  type        = string
  default     = null

  validation {
    condition     = var.stack_name == null || can(regex("^[A-Za-z][A-Za-z0-9-]{0,127}$", var.stack_name))
    error_message = "stack_name: ${jsonencode(var.stack_name)} is not accepted; accepted: null, or letters, digits and \"-\", beginning with a letter, 1 to 128 characters."
  }
}

variable "tags" {
  description = "Tags for the stack, with all that is in it, and for the bucket and its objects."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "tags: ${join(", ", [for key in keys(var.tags) : key if startswith(lower(key), "aws:")])} is not accepted; accepted: keys that do not begin with \"aws:\"."
  }
}
