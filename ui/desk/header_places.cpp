#include "ui/desk/header_places.h"

#include <algorithm>

namespace watchglass::ui {

HeaderPlaces HeaderPlaces::within(int left, int width, const HeaderWidths &wanted, int gap)
{
    const int pin = std::clamp(wanted.pin, 0, std::max(0, width));
    const int pinRoom = pin > 0 ? pin + gap / 2 : 0;
    const int least = std::min({wanted.title, leastTitlePx, std::max(0, width - pinRoom)});
    int room = std::max(0, width - least - pinRoom); // for the badges, each with a gap before it
    const auto fitted = [&room, gap](int part, int leastPart) {
        const int given = std::min(part, room - gap);
        if (given < std::min(part, leastPart) || given <= 0)
            return 0;
        room -= given + gap;
        return given;
    };
    const int badge = fitted(wanted.badge, leastTextPx / 2);
    const int attention = fitted(wanted.attention, leastTextPx);

    HeaderPlaces places;
    int end = left + width;
    const auto placed = [&end, gap](int part) {
        const HeaderPlace place{end - part, part};
        end -= part > 0 ? part + gap : 0;
        return place;
    };
    places.badge = placed(badge);
    places.attention = placed(attention);
    places.title = {left, std::clamp(end - pinRoom - left, 0, std::max(0, wanted.title))};
    places.pin = {places.title.right() + (pin > 0 && places.title.width > 0 ? gap / 2 : 0), pin};
    return places;
}

} // namespace watchglass::ui
