#include "ui/panels/map_panel.h"

#include "core/format/duration_format.h"
#include "ui/panels/series_part.h"

#include <QKeyEvent>
#include <QMenu>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace watchglass::ui {

namespace {

constexpr QLatin1String minutesKey("minutes");
constexpr QLatin1String latitudeKey("latitude");
constexpr QLatin1String longitudeKey("longitude");
constexpr QLatin1String scaleKey("metresPerPx");
constexpr QLatin1String followKey("follow");

constexpr std::array<int, 4> spans{1, 10, 60, 600}; // minutes
constexpr double keyZoom = 1.4;
constexpr double keyPanPx = 60.0;
constexpr double innerShare = 0.3; ///< Of the map's half size: the newest place is kept within.

enum Role { Latitude, Longitude, Accuracy, Heading };

const QList<PartRole> &placeRoles()
{
    static const QList<PartRole> roles{
        {QStringLiteral("latitude"), {QStringLiteral("latitude"), QStringLiteral("lat")}},
        {QStringLiteral("longitude"),
         {QStringLiteral("longitude"), QStringLiteral("lng"), QStringLiteral("lon"), QStringLiteral("long")}},
        {QStringLiteral("accuracy"), {QStringLiteral("accuracy"), QStringLiteral("horizontal_accuracy")}, false},
        {QStringLiteral("heading"), {QStringLiteral("heading"), QStringLiteral("bearing")}, false}};
    return roles;
}

bool isPlace(const SeriesKey &key)
{
    const int role = roleOf(key, placeRoles());
    return role == Latitude || role == Longitude;
}

/// What a receiver sends besides and a map can do without.
bool isOfReceiver(const SeriesKey &key)
{
    static const QStringList words{QStringLiteral("altitude"),       QStringLiteral("speed"),
                                   QStringLiteral("status"),         QStringLiteral("vertical_accuracy"),
                                   QStringLiteral("speed_accuracy"), QStringLiteral("bearing_accuracy")};
    return roleOf(key, placeRoles()) >= 0 || words.contains(seriesPart(key).leaf);
}

} // namespace

MapPanel::MapPanel(const PanelContext &context)
    : PaintedPanel(context, tr("Map"))
{}

bool MapPanel::accepts(const SeriesKey &key) const
{
    if (isPlace(key))
        return true;
    return roleOf(key, placeRoles()) >= 0 && std::any_of(shown().begin(), shown().end(), [&](const Shown &one) {
               return isPlace(one.key) && areOfOneWhole(one.key, key);
           });
}

QList<SeriesKey> MapPanel::companions() const
{
    QList<SeriesKey> keys;
    for (const MapTrack &track : m_tracks)
        keys += siblingsOf(track.key(), placeRoles());
    return keys;
}

void MapPanel::seriesChanged()
{
    std::vector<MapTrack> tracks;
    for (const Shown &one : shown()) {
        if (!isPlace(one.key) || std::any_of(tracks.begin(), tracks.end(), [&](const MapTrack &track) {
                return areOfOneWhole(track.key(), one.key);
            }))
            continue;
        const auto known = std::find_if(m_tracks.begin(), m_tracks.end(),
                                        [&](const MapTrack &track) { return areOfOneWhole(track.key(), one.key); });
        tracks.push_back(known == m_tracks.end() ? MapTrack(one.key, m_kept) : std::move(*known));
        std::array<const store::Series *, 4> parts{};
        for (const Shown &part : shown()) {
            const int role = roleOf(part.key, placeRoles());
            if (role >= 0 && areOfOneWhole(part.key, one.key) && part.series)
                parts[static_cast<std::size_t>(role)] = part.series.get();
        }
        tracks.back().setParts(parts[Latitude], parts[Longitude], parts[Accuracy], parts[Heading]);
    }
    m_tracks = std::move(tracks);
}

QString MapPanel::hint() const
{
    if (m_tracks.empty())
        return tr("Drag latitude and longitude of a device here from the tree");
    if (std::any_of(m_tracks.begin(), m_tracks.end(), [](const MapTrack &track) { return !track.fixes().empty(); }))
        return {};
    const MapTrack &first = m_tracks.front();
    if (!first.isWhole())
        return tr("%1: %2 missing. Drag it here, or wait until it is sent.")
            .arg(deviceOf(first.key()), first.missing());
    return tr("No position yet");
}

QString MapPanel::badge() const
{
    if (const auto stale = staleFor(now()))
        return tr("stale since %1").arg(format::age(*stale));
    return m_isFollowing ? tr("Following") : QString();
}

QString MapPanel::description() const
{
    QStringList devices;
    for (const MapTrack &track : m_tracks) {
        if (!track.fixes().empty())
            devices << tr("%1 at %2").arg(deviceOf(track.key()), placeText(track.fixes().back().place));
    }
    return devices.join(QStringLiteral("; "));
}

QRegion MapPanel::advance(Timestamp now)
{
    const bool isStale = staleFor(now).has_value();
    bool isOther = std::exchange(m_isStale, isStale) != isStale;
    for (MapTrack &track : m_tracks)
        isOther = track.follow() || isOther;
    m_view.setSize(size());
    if (!isOther)
        return {};
    followTracks();
    return rect();
}

void MapPanel::looksChanged()
{
    m_view.setSize(size());
    followTracks();
}

/// With an automatic zoom all that was there lately stays in view and fills a good part of it; else the newest place of
/// the first device stays near the middle.
void MapPanel::followTracks()
{
    if (!m_isFollowing || m_tracks.empty())
        return;
    if (!m_isZoomAutomatic) {
        if (m_tracks.front().fixes().empty())
            return;
        const GeoPoint newest = m_tracks.front().fixes().back().place;
        const QPointF off = m_view.at(newest) - QPointF(width() / 2.0, height() / 2.0);
        if (std::abs(off.x()) > innerShare * width() || std::abs(off.y()) > innerShare * height())
            m_view.setCentre(newest);
        return;
    }
    std::vector<GeoPoint> places;
    QRectF taken;
    for (const MapTrack &track : m_tracks) {
        for (const MapTrack::Fix &fix : track.fixes()) {
            places.push_back(fix.place);
            const QRectF point(m_view.at(fix.place), QSizeF(1.0, 1.0));
            taken = taken.isNull() ? point : taken.united(point);
        }
    }
    if (places.empty())
        return;
    MapView fitted = m_view;
    fitted.fit(places);
    const bool isOutside = !QRectF(rect()).adjusted(16, 16, -16, -16).contains(taken);
    const bool isSmall = fitted.metresPerPx() < m_view.metresPerPx() * 0.5;
    if (isOutside || isSmall)
        m_view = fitted;
}

void MapPanel::setFollowing(bool following)
{
    m_isFollowing = following;
    followTracks();
    renew();
}

void MapPanel::fit()
{
    m_isFollowing = true;
    m_isZoomAutomatic = true;
    std::vector<GeoPoint> places;
    for (const MapTrack &track : m_tracks) {
        for (const MapTrack::Fix &fix : track.fixes())
            places.push_back(fix.place);
    }
    m_view.setSize(size());
    m_view.fit(places);
    renew();
}

void MapPanel::zoomBy(double factor, const QPointF &px)
{
    m_isZoomAutomatic = false;
    m_view.zoom(factor, m_isFollowing ? QPointF(width() / 2.0, height() / 2.0) : px);
    renew();
}

void MapPanel::panBy(const QPointF &px)
{
    m_isFollowing = false;
    m_isZoomAutomatic = false;
    m_view.pan(px);
    renew();
}

void MapPanel::setKept(Duration kept)
{
    m_kept = kept;
    m_tracks.clear();
    seriesChanged();
    renew();
}

void MapPanel::keyPressEvent(QKeyEvent *event)
{
    const QPointF middle(width() / 2.0, height() / 2.0);
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1.0 / keyZoom, middle);
    case Qt::Key_Minus:
        return zoomBy(keyZoom, middle);
    case Qt::Key_Left:
        return panBy({keyPanPx, 0.0});
    case Qt::Key_Right:
        return panBy({-keyPanPx, 0.0});
    case Qt::Key_Up:
        return panBy({0.0, keyPanPx});
    case Qt::Key_Down:
        return panBy({0.0, -keyPanPx});
    case Qt::Key_M:
        return fit();
    case Qt::Key_F:
    case Qt::Key_End:
        return setFollowing(true);
    default:
        PaintedPanel::keyPressEvent(event);
    }
}

void MapPanel::wheelEvent(QWheelEvent *event)
{
    const double turns = event->angleDelta().y() / 120.0;
    if (turns != 0.0)
        zoomBy(std::pow(0.8, turns), event->position());
    event->accept();
}

void MapPanel::mousePressEvent(QMouseEvent *event)
{
    PaintedPanel::mousePressEvent(event);
    if (event->button() == Qt::LeftButton)
        m_dragged = event->position();
}

void MapPanel::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragged)
        return;
    const QPointF way = event->position() - *m_dragged;
    if (m_isFollowing && way.manhattanLength() < 4.0)
        return; // a click is no drag
    panBy(way);
    m_dragged = event->position();
}

void MapPanel::mouseReleaseEvent(QMouseEvent *event)
{
    Q_UNUSED(event)
    m_dragged.reset();
}

void MapPanel::mouseDoubleClickEvent(QMouseEvent *event)
{
    Q_UNUSED(event)
    fit();
}

void MapPanel::fillMenu(QMenu &menu)
{
    menu.addAction(tr("Fit all\tM"), this, &MapPanel::fit);
    QAction *follow = menu.addAction(tr("Follow\tF"), this, [this] { setFollowing(!m_isFollowing); });
    follow->setCheckable(true);
    follow->setChecked(m_isFollowing);
    QMenu *span = menu.addMenu(tr("Track"));
    for (const int minutes : spans) {
        const Duration kept = std::chrono::minutes(minutes);
        QAction *action =
            span->addAction(tr("Last %1").arg(format::duration(kept)), this, [this, kept] { setKept(kept); });
        action->setCheckable(true);
        action->setChecked(kept == m_kept);
    }
}

QJsonObject MapPanel::save() const
{
    QJsonObject state = PaintedPanel::save();
    state.insert(minutesKey, static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(m_kept).count()));
    state.insert(followKey, m_isFollowing);
    if (!m_isZoomAutomatic) {
        state.insert(scaleKey, m_view.metresPerPx());
        state.insert(latitudeKey, m_view.centre().latitude);
        state.insert(longitudeKey, m_view.centre().longitude);
    }
    return state;
}

void MapPanel::restore(const QJsonObject &state)
{
    const int minutes = state.value(minutesKey).toInt();
    m_kept = std::chrono::minutes(std::find(spans.begin(), spans.end(), minutes) == spans.end() ? 10 : minutes);
    m_isFollowing = state.value(followKey).toBool(true);
    m_tracks.clear();
    m_view = MapView();
    const auto centre = GeoPoint::from(state.value(latitudeKey).toDouble(999.0), state.value(longitudeKey).toDouble());
    m_isZoomAutomatic = !centre || !(state.value(scaleKey).toDouble() > 0.0);
    if (!m_isZoomAutomatic) {
        m_view.setCentre(*centre);
        m_view.setMetresPerPx(state.value(scaleKey).toDouble());
    }
    PaintedPanel::restore(state);
}

PanelKind mapKind()
{
    return {QStringLiteral("map"), MapPanel::tr("Map"),
            [](const QList<SeriesInfo> &series) {
                const bool hasPlace =
                    std::any_of(series.begin(), series.end(), [](const SeriesInfo &info) { return isPlace(info.key); });
                if (!hasPlace)
                    return series.isEmpty() ? Fit::Possible : Fit::Impossible;
                const bool isAll = std::all_of(series.begin(), series.end(),
                                               [](const SeriesInfo &info) { return isOfReceiver(info.key); });
                return isAll ? Fit::Best : Fit::Possible;
            },
            [](const PanelContext &context) { return std::make_unique<MapPanel>(context); }};
}

} // namespace watchglass::ui
