"""Talks to a running Region with boto3 and checks that both mean the same by AWS's protocols.

Usage: foreign-client.py http://127.0.0.1:4599
"""

import datetime
import json
import sys
import urllib.request

import boto3
import botocore
from botocore import UNSIGNED

import foreign_checks
from foreign_checks import ENDPOINT, REGION, arc, autoscaling, check, check_error, client, cloudwatch, ec2, events, is_instant, pages, part, sns
from foreign_cloudwatch import read_alarms, set_alarm_state, read_metric_data, read_odd_metrics, suppress_and_mute


def read_launch_health():
    name = autoscaling.describe_auto_scaling_groups()["AutoScalingGroups"][0]["AutoScalingGroupName"]
    group = autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
    check("a group has its distribution", group["AvailabilityZoneDistribution"]["CapacityDistributionStrategy"] == "balanced-best-effort", group)
    check("a group without a warm pool shows none", "WarmPoolConfiguration" not in group, group)
    refreshes = autoscaling.describe_instance_refreshes(AutoScalingGroupName=name)["InstanceRefreshes"]
    check("no instance refresh is under way", refreshes == [], refreshes)
    autoscaling.update_auto_scaling_group(AutoScalingGroupName=name, DesiredCapacity=group["DesiredCapacity"] + 2)
    body = json.dumps({"minutes": 10}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{ENDPOINT}/_region/advance", data=body)).close()
    activities, _ = pages(autoscaling, "describe_scaling_activities", "Activities", 1, AutoScalingGroupName=name)
    launches = [a for a in activities if a["Description"].startswith("Launching")]
    check("launches are among the activities", len(launches) >= 2 and all(a["StatusCode"] for a in launches), activities)
    starts = [a["StartTime"] for a in activities]
    check("activities come newest first", all(map(is_instant, starts)) and starts == sorted(starts, reverse=True), starts)
    check_error("refreshes of an unknown group", ["ValidationError"], autoscaling.describe_instance_refreshes, AutoScalingGroupName="nobody's")


def read_zones_and_subnets():
    zones = ec2.describe_availability_zones()["AvailabilityZones"]
    check("zones have ID, name and state", all(z["ZoneId"] and z["ZoneName"] and z["State"] == "available" for z in zones), zones)
    one = ec2.describe_availability_zones(ZoneNames=[zones[0]["ZoneName"]])["AvailabilityZones"]
    check("a zone is found by its name", [z["ZoneId"] for z in one] == [zones[0]["ZoneId"]], one)
    subnets = ec2.describe_subnets()["Subnets"]
    check("subnets lie in the zones", {s["AvailabilityZoneId"] for s in subnets} <= {z["ZoneId"] for z in zones} and subnets, subnets)
    ids = [s["SubnetId"] for s in subnets[:2]]
    found = [s["SubnetId"] for s in ec2.describe_subnets(SubnetIds=ids)["Subnets"]]
    check("subnets are found by ID", sorted(found) == sorted(ids), found)
    zone_filter = [{"Name": "availability-zone-id", "Values": [zones[0]["ZoneId"]]}]
    in_zone = ec2.describe_subnets(Filters=zone_filter)["Subnets"]
    check("subnets are found by zone", in_zone and {s["AvailabilityZoneId"] for s in in_zone} == {zones[0]["ZoneId"]}, in_zone)
    check_error("an unknown subnet", ["InvalidSubnetID.NotFound"], ec2.describe_subnets, SubnetIds=["subnet-0123456789abcdef0"])


def read_and_update_groups():
    groups = autoscaling.describe_auto_scaling_groups()["AutoScalingGroups"]
    check("groups are read with instances", groups and all(g["Instances"] for g in groups), groups)
    check("group times are instants, numbers are numbers", all(is_instant(g["CreatedTime"]) and g["DesiredCapacity"] > 0 for g in groups), groups)
    read, _ = pages(autoscaling, "describe_auto_scaling_groups", "AutoScalingGroups", 1)
    check("groups are the same in pages of one", [g["AutoScalingGroupName"] for g in read] == [g["AutoScalingGroupName"] for g in groups], read)
    group = next(g for g in groups if g.get("VPCZoneIdentifier"))
    name, subnets = group["AutoScalingGroupName"], group["VPCZoneIdentifier"]
    described = lambda: autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
    fewer = ",".join(subnets.split(",")[1:])
    autoscaling.update_auto_scaling_group(AutoScalingGroupName=name, VPCZoneIdentifier=fewer)
    check("a group's subnets can be updated", described()["VPCZoneIdentifier"] == fewer, described())
    autoscaling.update_auto_scaling_group(AutoScalingGroupName=name, VPCZoneIdentifier=subnets)
    check("a group's subnets can be put back, in order", described()["VPCZoneIdentifier"] == subnets, described())
    update = autoscaling.update_auto_scaling_group
    check_error("an unknown subnet for a group", ["ValidationError"], update, AutoScalingGroupName=name, VPCZoneIdentifier="subnet-0123456789abcdef0")
    check_error("updating an unknown group", ["ValidationError"], update, AutoScalingGroupName="nobody's", VPCZoneIdentifier=subnets)
    check("an unknown name finds no group", not autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=["nobody's"])["AutoScalingGroups"])
    tag_group(name)


def tag_group(name):
    tags = [
        {"ResourceId": name, "ResourceType": "auto-scaling-group", "Key": f"test:{n}", "Value": f"<{n}> & é", "PropagateAtLaunch": False}
        for n in (1, 2, 3)
    ]
    autoscaling.create_or_update_tags(Tags=tags)
    by_group = [{"Name": "auto-scaling-group", "Values": [name]}]
    read = lambda: [t for t in pages(autoscaling, "describe_tags", "Tags", 1, Filters=by_group)[0] if t["Key"].startswith("test:")]
    kept = {t["Key"]: (t["Value"], t["PropagateAtLaunch"]) for t in read()}
    check("tags are written and read as they were", kept == {t["Key"]: (t["Value"], False) for t in tags}, kept)
    autoscaling.delete_tags(Tags=[{key: t[key] for key in ("ResourceId", "ResourceType", "Key")} for t in tags])
    check("tags are deleted", read() == [], read())


def shift_a_zone():
    resources = arc.list_managed_resources()["items"]
    check("managed resources have a name and zones", resources and all(r["arn"] and r["availabilityZones"] for r in resources), resources)
    read, count = pages(arc, "list_managed_resources", "items", 1)
    check("managed resources are the same in pages of one", [r["arn"] for r in read] == [r["arn"] for r in resources], read)
    check("pages of one are as many as the resources", count >= len(resources), count)
    resource = next(r["arn"] for r in resources if ":loadbalancer/" in r["arn"])
    weights = arc.get_managed_resource(resourceIdentifier=resource)["appliedWeights"]
    check("every zone has its weight before", set(weights.values()) == {1.0}, weights)
    zone = sorted(weights)[0]
    start = {"resourceIdentifier": resource, "awayFrom": zone, "expiresIn": "2h", "comment": 'test "1" & é'}
    shift = arc.start_zonal_shift(**start)
    shift_id = shift["zonalShiftId"]
    check("a shift is started with 201", shift["ResponseMetadata"]["HTTPStatusCode"] == 201 and shift["status"] == "ACTIVE", shift)
    check("it lasts two hours", shift["expiryTime"] - shift["startTime"] == datetime.timedelta(hours=2), shift)
    check("its comment is kept", shift["comment"] == start["comment"], shift)
    weights = arc.get_managed_resource(resourceIdentifier=resource)["appliedWeights"]
    check("the zone has no weight now", weights[zone] == 0.0 and sum(weights.values()) == len(weights) - 1, weights)
    conflict = check_error("a second shift", ["ConflictException"], arc.start_zonal_shift, **start)
    check("the conflict names reason and shift", (conflict.get("reason"), conflict.get("zonalShiftId")) == ("ZonalShiftAlreadyExists", shift_id), conflict)
    check("the conflict has status 409", conflict["status"] == 409, conflict)
    active, _ = pages(arc, "list_zonal_shifts", "items", 1, status="ACTIVE")
    check("the shift is listed as active", shift_id in [s["zonalShiftId"] for s in active], active)
    updated = arc.update_zonal_shift(zonalShiftId=shift_id, expiresIn="4h")
    check("its expiry can be moved", updated["expiryTime"] > shift["expiryTime"], updated)
    cancelled = arc.cancel_zonal_shift(zonalShiftId=shift_id)
    check("it can be cancelled", cancelled["status"] == "CANCELED", cancelled)
    check_error("cancelling it again", ["ConflictException"], arc.cancel_zonal_shift, zonalShiftId=shift_id)
    refuse_shifts(start)


def refuse_shifts(start):
    wrong_duration = check_error("a shift of a hundred hours", ["ValidationException"], arc.start_zonal_shift, **{**start, "expiresIn": "100h"})
    check("it says that the duration is wrong", wrong_duration.get("reason") == "InvalidExpiresIn", wrong_duration)
    check_error("a shift away from a zone name", ["ValidationException"], arc.start_zonal_shift, **{**start, "awayFrom": "us-east-1a"})
    nobody = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/nobody/0000000000000000"
    missing = check_error("an unknown resource", ["ResourceNotFoundException"], arc.get_managed_resource, resourceIdentifier=nobody)
    check("it has status 404", missing["status"] == 404, missing)
    check_error("an unknown shift", ["ResourceNotFoundException"], arc.cancel_zonal_shift, zonalShiftId="00000000-nobody")


def publish():
    entry = {"Source": "test", "DetailType": "Test", "Detail": json.dumps({"a": 1}), "Time": datetime.datetime.now(datetime.timezone.utc)}
    answer = events.put_events(Entries=[entry])
    check("an event is put", answer["FailedEntryCount"] == 0 and answer["Entries"][0]["EventId"], answer)
    with urllib.request.urlopen(f"{ENDPOINT}/_region/events") as response:
        check("the Region has the event", json.load(response)[-1]["detail-type"] == "Test")
    check_error("publishing to an unknown topic", ["NotFound"], sns.publish, TopicArn=f"arn:aws:sns:{REGION}:111122223333:nobody", Message="x")


def refuse_what_is_not_there():
    unknown = ["InvalidAction", "UnknownOperationException"]
    check_error("an operation that CloudWatch lacks here", unknown, cloudwatch.list_dashboards)
    check_error("an operation that Auto Scaling lacks here", ["InvalidAction"], autoscaling.describe_account_limits)
    check_error("an operation that EC2 lacks here", ["InvalidAction"], ec2.describe_volumes)
    check_error("an operation that SNS lacks here", ["InvalidAction"], sns.list_platform_applications)
    check_error("an operation that EventBridge lacks here", ["UnknownOperationException"], events.list_api_destinations)
    if hasattr(arc, "get_autoshift_observer_notification_status"):
        call = arc.get_autoshift_observer_notification_status
        check_error("an operation that ARC lacks here", ["UnknownOperationException"], call)


def refuse_strangers():
    calls = {
        "arc-zonal-shift": "list_zonal_shifts",
        "cloudwatch": "describe_alarms",
        "autoscaling": "describe_auto_scaling_groups",
        "ec2": "describe_subnets",
        "sns": "list_topics",
        "events": "list_rules",
    }
    missing = ["MissingAuthenticationToken", "MissingAuthenticationTokenException"]
    elsewhere = ["SignatureDoesNotMatch", "InvalidSignatureException", "AuthFailure"]
    for service, operation in calls.items():
        check_error(f"an unsigned request of {service}", missing, getattr(client(service, signature_version=UNSIGNED), operation))
        check_error(f"a request of {service} for another Region", elsewhere, getattr(client(service, region="eu-west-1"), operation))


print(f"boto3 {boto3.__version__}, CloudWatch by {cloudwatch.meta.service_model.metadata['protocol']}, botocore {botocore.__version__}")
for run in (
    read_alarms,
    read_metric_data,
    read_odd_metrics,
    set_alarm_state,
    suppress_and_mute,
    read_zones_and_subnets,
    read_and_update_groups,
    read_launch_health,
    shift_a_zone,
    publish,
    refuse_what_is_not_there,
    refuse_strangers,
):
    part(run)
print(f"{foreign_checks.passed} passed, {foreign_checks.failed} failed")
sys.exit(1 if foreign_checks.failed or not foreign_checks.passed else 0)
