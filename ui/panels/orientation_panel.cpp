#include "ui/panels/orientation_panel.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "core/store/series_store.h"
#include "ui/panels/horizon.h"
#include "ui/panels/paint_text.h"
#include "ui/panels/series_part.h"
#include "ui/panels/solid_view.h"
#include "ui/theme/theme.h"

#include <QMenu>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace watchglass::ui {

namespace {

constexpr QLatin1String zAxisKey("zAxis");
constexpr std::array<const char *, 3> axisNames{"automatic", "up", "down"};
constexpr double toDegrees = 180.0 / std::numbers::pi;

const QList<PartRole> &quaternionRoles()
{
    static const QList<PartRole> roles{{QStringLiteral("w"), {QStringLiteral("w"), QStringLiteral("qw")}},
                                       {QStringLiteral("x"), {QStringLiteral("x"), QStringLiteral("qx")}},
                                       {QStringLiteral("y"), {QStringLiteral("y"), QStringLiteral("qy")}},
                                       {QStringLiteral("z"), {QStringLiteral("z"), QStringLiteral("qz")}}};
    return roles;
}

const QList<PartRole> &attitudeRoles()
{
    static const QList<PartRole> roles{
        {QStringLiteral("roll"), {QStringLiteral("roll")}},
        {QStringLiteral("pitch"), {QStringLiteral("pitch")}},
        {QStringLiteral("yaw"), {QStringLiteral("yaw"), QStringLiteral("azimuth"), QStringLiteral("heading")}}};
    return roles;
}

/// Whether x, y and z of this whole can be a quaternion's: an accelerometer has them too.
bool isQuaternionName(const SeriesKey &key)
{
    const SeriesPart part = seriesPart(key);
    if (part.leaf.startsWith(QLatin1Char('q')) || part.leaf == QLatin1String("w"))
        return true;
    const QString stem = part.stem.toLower();
    return stem.contains(QLatin1String("quat")) || stem.contains(QLatin1String("rotation"))
           || stem.contains(QLatin1String("orientation")) || stem.contains(QLatin1String("attitude"));
}

bool isOfQuaternion(const SeriesKey &key)
{
    return roleOf(key, quaternionRoles()) >= 0 && isQuaternionName(key);
}

} // namespace

OrientationPanel::OrientationPanel(const PanelContext &context)
    : PaintedPanel(context, tr("Orientation"))
{}

bool OrientationPanel::accepts(const SeriesKey &key) const
{
    const bool isPart = isOfQuaternion(key) || roleOf(key, attitudeRoles()) >= 0;
    return isPart && (shown().empty() || areOfOneWhole(shown().front().key, key));
}

QList<SeriesKey> OrientationPanel::companions() const
{
    if (shown().empty() || !m_parts.isEmpty())
        return {};
    return siblingsOf(shown().front().key, m_isQuaternion ? quaternionRoles() : attitudeRoles());
}

void OrientationPanel::seriesChanged()
{
    m_newest.reset();
    m_rotation.reset();
    m_parts.clear();
    m_isQuaternion = shown().empty() || isOfQuaternion(shown().front().key);
    const QList<PartRole> &roles = m_isQuaternion ? quaternionRoles() : attitudeRoles();
    QList<const store::Series *> parts(roles.size(), nullptr);
    for (const Shown &one : shown()) {
        if (const int role = roleOf(one.key, roles); role >= 0 && one.series)
            parts[role] = one.series.get();
    }
    if (parts.contains(nullptr))
        return;
    m_parts = parts;
    m_isInRadians = !m_isQuaternion && parts.front()->info().unit == QLatin1String("rad");
}

QString OrientationPanel::missing() const
{
    const QList<PartRole> &roles = m_isQuaternion ? quaternionRoles() : attitudeRoles();
    QStringList names;
    for (int i = 0; i < roles.size(); ++i) {
        if (std::none_of(shown().begin(), shown().end(),
                         [&](const Shown &one) { return one.series && roleOf(one.key, roles) == i; }))
            names << roles.at(i).name;
    }
    return names.join(QStringLiteral(", "));
}

QString OrientationPanel::hint() const
{
    if (shown().empty())
        return tr("Drag a quaternion (w, x, y, z) or roll, pitch and yaw here from the tree");
    if (m_parts.isEmpty())
        return tr("Not a whole orientation: %1 missing. Drag the rest here, or wait until it is sent.").arg(missing());
    if (!m_newest)
        return tr("Waiting for data");
    if (m_rotation)
        return {};
    if (!m_isQuaternion)
        return tr("The newest angles are no numbers");
    const auto &q = m_newest->values;
    return tr("Not a rotation: a quaternion's length must be 1, this one's is %1. "
              "Are w, x, y and z really parts of a quaternion?")
        .arg(format::number(lengthOf(q[0], q[1], q[2], q[3]), 3));
}

void OrientationPanel::readRotation()
{
    const auto &v = m_newest->values;
    if (m_isQuaternion) {
        m_rotation = Rotation::fromQuaternion(v[0], v[1], v[2], v[3]);
        if (m_rotation)
            m_attitude = m_rotation->attitude();
        return;
    }
    const double unit = m_isInRadians ? toDegrees : 1.0;
    m_attitude = {v[0] * unit, v[1] * unit, v[2] * unit};
    m_rotation = Rotation::fromAttitude(m_attitude);
}

QRegion OrientationPanel::advance(Timestamp now)
{
    const bool isStale = staleFor(now).has_value();
    const bool hasAged = std::exchange(m_isStale, isStale) != isStale;
    const auto newest = newestTogether(m_parts);
    if (!newest || (m_newest && newest->time == m_newest->time && newest->values == m_newest->values))
        return hasAged ? rect() : QRegion();
    m_newest = newest;
    readRotation();
    return rect();
}

/// In axes of which z points up. Angles of a device are mostly told with z down, quaternions with z up.
Rotation OrientationPanel::inWorld() const
{
    Rotation rotation = m_rotation.value_or(Rotation());
    const bool isDown = m_zAxis == ZAxis::Down || (m_zAxis == ZAxis::Automatic && !m_isQuaternion);
    if (isDown) {
        rotation.y = -rotation.y;
        rotation.z = -rotation.z;
    }
    return rotation;
}

void OrientationPanel::paint(QPainter &painter)
{
    const Theme &theme = currentTheme();
    painter.fillRect(rect(), theme.surface);
    painter.setOpacity(m_isStale ? 0.45 : 1.0);
    const QRectF all = QRectF(rect()).adjusted(8, 8, -8, -8);
    const double footPx = all.height() > 130.0 ? 44.0 : 0.0;
    const QRectF pictures = all.adjusted(0, 0, 0, -footPx);
    const bool isWide = pictures.width() >= pictures.height();
    const bool hasBoth =
        std::max(pictures.width(), pictures.height()) >= 240.0 && std::min(pictures.width(), pictures.height()) >= 80.0;
    QRectF first = pictures;
    QRectF second = pictures;
    if (hasBoth && isWide) {
        first.setWidth(pictures.width() / 2.0);
        second.setLeft(first.right());
    } else if (hasBoth) {
        first.setHeight(pictures.height() / 2.0);
        second.setTop(first.bottom());
    }
    paintSolid(painter, first);
    if (hasBoth) {
        const Rotation world = inWorld();
        const Vector3 nose = world.turned({1.0, 0.0, 0.0});
        const Vector3 left = world.turned({0.0, 1.0, 0.0});
        const Vector3 up = world.turned({0.0, 0.0, 1.0});
        paintHorizon(painter, second, std::asin(std::clamp(nose[2], -1.0, 1.0)) * toDegrees,
                     std::atan2(left[2], up[2]) * toDegrees, theme);
    }
    if (footPx > 0.0)
        paintAngles(painter, QRectF(all.left(), all.bottom() - footPx + 4.0, all.width(), footPx - 4.0));
}

void OrientationPanel::paintSolid(QPainter &painter, const QRectF &place) const
{
    const Theme &theme = currentTheme();
    const double scale = std::min(place.width(), place.height()) / 2.4;
    const QPointF middle = place.center();
    const auto at = [&](const QPointF &point) { return middle + point * scale; };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // The floor that it would lie on: a ring in the world's level plane, with north's direction.
    QPolygonF ring;
    for (int degree = 0; degree < 360; degree += 6)
        ring << at(
            solidPoint(Rotation(), {1.05 * std::cos(degree / toDegrees), 1.05 * std::sin(degree / toDegrees), 0.0}));
    painter.setPen(QPen(theme.hairline, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(ring);
    for (int degree = 0; degree < 360; degree += 30) {
        const double c = std::cos(degree / toDegrees);
        const double s = std::sin(degree / toDegrees);
        painter.drawLine(at(solidPoint(Rotation(), {c * 0.98, s * 0.98, 0.0})),
                         at(solidPoint(Rotation(), {c * 1.05, s * 1.05, 0.0})));
    }
    const Rotation world = inWorld();
    for (const SolidFace &face : solidFaces(world)) {
        QPolygonF corners;
        for (const QPointF &corner : face.corners)
            corners << at(corner);
        const QColor base = face.isNose ? theme.series.at(3) : theme.accent;
        painter.setBrush(mixed(base, theme.window, 0.25 + 0.6 * face.light));
        painter.setPen(QPen(mixed(base, theme.text, 0.5), 1.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolygon(corners);
    }
    painter.restore();
}

void OrientationPanel::paintAngles(QPainter &painter, const QRectF &place) const
{
    const Theme &theme = currentTheme();
    const std::array<std::pair<QString, double>, 3> angles{
        {{tr("Roll"), m_attitude.roll}, {tr("Pitch"), m_attitude.pitch}, {tr("Yaw"), m_attitude.yaw}}};
    const double width = place.width() / 3.0;
    for (std::size_t i = 0; i < angles.size(); ++i) {
        const QRectF cell(place.left() + width * static_cast<double>(i), place.top(), width, place.height());
        paintText(painter, cell.adjusted(0, 0, 0, -cell.height() / 2 - 2), Qt::AlignHCenter | Qt::AlignVCenter,
                  angles[i].first, textFont(metrics::textSmall), theme.textMuted);
        paintText(painter, cell.adjusted(0, cell.height() / 2 - 6, 0, 0), Qt::AlignHCenter | Qt::AlignVCenter,
                  format::withUnit(format::fixed(angles[i].second, 1), QStringLiteral("°")),
                  numberFont(metrics::textLarge), theme.text);
    }
}

QString OrientationPanel::badge() const
{
    const auto stale = staleFor(now());
    return stale ? tr("stale since %1").arg(format::age(*stale)) : QString();
}

QString OrientationPanel::description() const
{
    return tr("Roll %1°, pitch %2°, yaw %3°")
        .arg(format::fixed(m_attitude.roll, 0), format::fixed(m_attitude.pitch, 0), format::fixed(m_attitude.yaw, 0));
}

void OrientationPanel::setZAxis(ZAxis axis)
{
    m_zAxis = axis;
    renew();
}

void OrientationPanel::fillMenu(QMenu &menu)
{
    const std::array<QString, 3> texts{tr("Z axis by kind of data"), tr("Z axis points up"), tr("Z axis points down")};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto axis = static_cast<ZAxis>(i);
        QAction *action = menu.addAction(texts[i], this, [this, axis] { setZAxis(axis); });
        action->setCheckable(true);
        action->setChecked(m_zAxis == axis);
    }
}

QJsonObject OrientationPanel::save() const
{
    QJsonObject state = PaintedPanel::save();
    state.insert(zAxisKey, QLatin1String(axisNames[static_cast<std::size_t>(m_zAxis)]));
    return state;
}

void OrientationPanel::restore(const QJsonObject &state)
{
    const QString name = state.value(zAxisKey).toString();
    m_zAxis = ZAxis::Automatic;
    for (std::size_t i = 0; i < axisNames.size(); ++i) {
        if (name == QLatin1String(axisNames[i]))
            m_zAxis = static_cast<ZAxis>(i);
    }
    PaintedPanel::restore(state);
}

PanelKind orientationKind()
{
    return {QStringLiteral("orientation"), OrientationPanel::tr("Orientation"),
            [](const QList<SeriesInfo> &series) {
                if (series.isEmpty())
                    return Fit::Possible;
                bool isNamed = series.size() > 1;
                for (const SeriesInfo &info : series) {
                    const bool isPart = isOfQuaternion(info.key) || roleOf(info.key, attitudeRoles()) >= 0;
                    if (!isPart || !areOfOneWhole(series.front().key, info.key) || !info.states.isEmpty())
                        return Fit::Impossible;
                    const QString stem = seriesPart(info.key).stem.toLower();
                    isNamed = isNamed || isOfQuaternion(info.key) || stem.contains(QLatin1String("euler"))
                              || stem.contains(QLatin1String("orientation"));
                }
                return isNamed ? Fit::Best : Fit::Possible;
            },
            [](const PanelContext &context) { return std::make_unique<OrientationPanel>(context); }};
}

} // namespace watchglass::ui
