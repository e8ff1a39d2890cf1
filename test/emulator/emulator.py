"""moto's server, taught what its CloudFormation lacks and the responder's stack cannot do without.

- Alarms: the stack's dashboard refers to them. They are kept in moto's own CloudWatch.
- Managed policies: moto creates them, and never updates or deletes one. Then the role cannot be deleted either.

It takes a free port of the loopback interface, and moto prints "Running on http://127.0.0.1:PORT".
"""

import socket

import boto3
from moto.cloudformation.parsing import get_model_map
from moto.cloudwatch.models import cloudwatch_backends
from moto.iam.models import ManagedPolicy
from moto.server import main

LOOPBACK = "127.0.0.1"


def free_port():
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


PORT = free_port()


class AlarmResource:
    """What CloudFormation knows of an alarm: Ref gives its name, GetAtt its ARN."""

    def __init__(self, name, arn):
        self.physical_resource_id = name
        self.arn = arn

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr == "Arn"

    def get_cfn_attribute(self, attribute):
        return {"Arn": self.arn}[attribute]

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        backend = cloudwatch_backends[account_id][region_name]
        properties = cloudformation_json["Properties"]
        cls.put(backend, properties)
        return cls(properties["AlarmName"], backend.alarms[properties["AlarmName"]].alarm_arn)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        if cloudformation_json["Properties"]["AlarmName"] != original_resource.physical_resource_id:
            cls.delete_from_cloudformation_json(original_resource.physical_resource_id, {}, account_id, region_name)
        return cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
        cloudwatch_backends[account_id][region_name].delete_alarms([resource_name])


class MetricAlarm(AlarmResource):
    @staticmethod
    def put(backend, properties):
        """By the API: boto3 refuses members and types that PutMetricAlarm does not have."""
        client = boto3.client("cloudwatch", endpoint_url=f"http://{LOOPBACK}:{PORT}", region_name=backend.region_name)
        client.put_metric_alarm(**properties)


class CompositeAlarm(AlarmResource):
    METRIC_MEMBERS = ("namespace", "metric_name", "comparison_operator", "evaluation_periods", "period", "threshold", "statistic")

    @classmethod
    def put(cls, backend, properties):
        """Past the API, because moto's has no PutCompositeAlarm."""
        backend.put_metric_alarm(
            name=properties["AlarmName"],
            rule=properties["AlarmRule"],
            description=properties.get("AlarmDescription"),
            actions_enabled=properties.get("ActionsEnabled", True),
            alarm_actions=properties.get("AlarmActions", []),
            dimensions=[],
            **dict.fromkeys(cls.METRIC_MEMBERS),
        )


def delete_managed_policy(policy, account_id, region_name):
    for role in [role for role in policy.backend.get_roles() if policy.arn in role.managed_policies]:
        policy.backend.detach_role_policy(policy.arn, role.name)
    policy.backend.delete_policy(policy.arn)


def update_managed_policy(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
    delete_managed_policy(original_resource, account_id, region_name)
    return cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)


get_model_map().update({"AWS::CloudWatch::Alarm": MetricAlarm, "AWS::CloudWatch::CompositeAlarm": CompositeAlarm})
ManagedPolicy.delete = delete_managed_policy
ManagedPolicy.update_from_cloudformation_json = classmethod(update_managed_policy)

if __name__ == "__main__":
    main(["-H", LOOPBACK, "-p", str(PORT)])
