from collections import defaultdict
from datetime import datetime, timedelta

from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import ensure_csrf_cookie

from bench.floor.models import Booking, Room, Slot

QUARTER = timedelta(minutes=15)


@ensure_csrf_cookie
def sign_in(request: HttpRequest) -> HttpResponse:
    if user := authenticate(request, username=request.GET["name"], password="measure"):
        login(request, user)
    return HttpResponse("ok")


@login_required
def book(request: HttpRequest) -> HttpResponse:
    starts_at, ends_at = (datetime.fromisoformat(request.POST[name]) for name in ("starts_at", "ends_at"))
    try:
        with transaction.atomic():
            room = Room.objects.select_for_update(no_key=True).get(pk=request.POST["room"])
            booking = Booking.objects.create(room=room, person=request.user, starts_at=starts_at, ends_at=ends_at)
            Slot.objects.bulk_create(
                Slot(room=room, starts_at=starts_at + n * QUARTER, booking=booking)
                for n in range((ends_at - starts_at) // QUARTER)
            )
    except IntegrityError:
        return JsonResponse({"code": "taken"}, status=409)
    return JsonResponse({"ref": booking.pk, "room": room.pk, "starts_at": starts_at.isoformat()}, status=201)


@login_required
def day(request: HttpRequest) -> HttpResponse:
    first = datetime.fromisoformat(request.GET["date"] + "T00:00:00+00:00")
    found = Booking.objects.filter(starts_at__gte=first, starts_at__lt=first + timedelta(days=1))
    by_room = defaultdict(list)
    for booking in found.select_related("person").order_by("starts_at"):
        by_room[booking.room_id].append(booking)
    rooms = [{"name": room.name, "bookings": by_room[room.pk]} for room in Room.objects.order_by("pk")]
    return render(request, "day.html", {"day": first, "rooms": rooms})


urlpatterns = [path("sign-in/", sign_in), path("book/", book), path("day/", day)]
