terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "region" {
  description = "The Region of the zones in the configuration."
  type        = string
  default     = "us-east-1"
}

variable "template_directory" {
  description = "The folder that `npm run template` has written."
  type        = string
  default     = "../../../dist/template"
}

provider "aws" {
  region = var.region

  # The responder's record of what it took out. Without this, an apply removes it.
  ignore_tags {
    key_prefixes = ["gray-failure-responder:"]
  }
}

module "responder" {
  source = "../"

  template_directory = var.template_directory
  tags               = { application = "wildrydes" }
}

output "evacuate" {
  description = "For the runbook."
  value       = module.responder.evacuate_command
}
