#!/bin/bash
# Copies the zone's mode from Parameter Store to a file, every SECONDS_BETWEEN seconds. When it cannot be read the page goes on as
# it is: a zone that is cut off from Systems Manager neither heals nor breaks by that.
# Environment: MODE_PARAMETER (name), MODE_FILE (path), SECONDS_BETWEEN, AWS_REGION.
set -u
while true; do
  if aws ssm get-parameter --name "$MODE_PARAMETER" --query Parameter.Value --output text > "$MODE_FILE.new"; then
    mv "$MODE_FILE.new" "$MODE_FILE"
  fi
  sleep "$SECONDS_BETWEEN"
done
