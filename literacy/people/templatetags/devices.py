"""`{{ session.user_agent|device }}`: the name of a device."""

from django import template

from literacy.people.devices import device_name

register = template.Library()
register.filter("device", device_name)
