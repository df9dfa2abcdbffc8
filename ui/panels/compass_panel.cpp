#include "ui/panels/compass_panel.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "ui/panels/paint_text.h"
#include "ui/panels/series_part.h"
#include "ui/theme/theme.h"

#include <QMenu>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace watchglass::ui {

namespace {

constexpr QLatin1String courseUpKey("courseUp");
constexpr QLatin1String forwardKey("forward");
constexpr double toDegrees = 180.0 / std::numbers::pi;

bool isHeading(const SeriesKey &key)
{
    static const QStringList words{QStringLiteral("heading"), QStringLiteral("bearing"), QStringLiteral("azimuth"),
                                   QStringLiteral("course"),  QStringLiteral("compass"), QStringLiteral("yaw")};
    return words.contains(seriesPart(key).leaf);
}

const QList<PartRole> &fieldRoles()
{
    static const QList<PartRole> roles{{QStringLiteral("x"), {QStringLiteral("x")}},
                                       {QStringLiteral("y"), {QStringLiteral("y")}}};
    return roles;
}

bool isField(const SeriesKey &key)
{
    return seriesPart(key).stem.contains(QLatin1String("mag"), Qt::CaseInsensitive) && roleOf(key, fieldRoles()) >= 0;
}

} // namespace

double wholeTurn(double degrees)
{
    const double rest = std::fmod(degrees, 360.0);
    return rest < 0.0 ? rest + 360.0 : rest;
}

std::optional<double> headingOfField(double x, double y, ForwardAxis forward)
{
    if (!std::isfinite(x) || !std::isfinite(y) || (x == 0.0 && y == 0.0))
        return std::nullopt;
    // Turned to the east, north lies to the left: at -x where y is forward, at +y where x is.
    const double turn = forward == ForwardAxis::Y ? std::atan2(-x, y) : std::atan2(y, x);
    return wholeTurn(turn * toDegrees);
}

QString compassPoint(double degrees)
{
    const std::array<QString, 16> points{
        CompassPanel::tr("N"), CompassPanel::tr("NNE"), CompassPanel::tr("NE"), CompassPanel::tr("ENE"),
        CompassPanel::tr("E"), CompassPanel::tr("ESE"), CompassPanel::tr("SE"), CompassPanel::tr("SSE"),
        CompassPanel::tr("S"), CompassPanel::tr("SSW"), CompassPanel::tr("SW"), CompassPanel::tr("WSW"),
        CompassPanel::tr("W"), CompassPanel::tr("WNW"), CompassPanel::tr("NW"), CompassPanel::tr("NNW")};
    const auto index = static_cast<std::size_t>(std::lround(wholeTurn(degrees) / 22.5)) % points.size();
    return points[index];
}

CompassPanel::CompassPanel(const PanelContext &context)
    : PaintedPanel(context, tr("Compass"))
{}

bool CompassPanel::accepts(const SeriesKey &key) const
{
    if (shown().empty())
        return isHeading(key) || isField(key);
    return isField(shown().front().key) && isField(key) && areOfOneWhole(shown().front().key, key);
}

QList<SeriesKey> CompassPanel::companions() const
{
    if (shown().empty() || !m_parts.isEmpty() || !m_isField)
        return {};
    return siblingsOf(shown().front().key, fieldRoles());
}

void CompassPanel::seriesChanged()
{
    m_time.reset();
    m_heading.reset();
    m_parts.clear();
    m_isField = !shown().empty() && isField(shown().front().key);
    QList<const store::Series *> parts(m_isField ? 2 : 1, nullptr);
    for (const Shown &one : shown()) {
        const int place = m_isField ? roleOf(one.key, fieldRoles()) : 0;
        if (place >= 0 && one.series)
            parts[place] = one.series.get();
    }
    if (parts.contains(nullptr))
        return;
    m_parts = parts;
    m_unit = parts.front()->info().unit == QLatin1String("rad") ? toDegrees : 1.0;
}

QString CompassPanel::hint() const
{
    if (shown().empty())
        return tr("Drag a heading, or a magnetometer's x and y, here from the tree");
    if (m_parts.isEmpty())
        return m_isField && shown().size() < 2 ? tr("A compass needs x and y of the magnetometer: one is missing")
                                               : tr("Waiting for data");
    if (!m_time)
        return tr("Waiting for data");
    return m_heading ? QString() : tr("The newest value gives no direction");
}

std::optional<double> CompassPanel::read(const JoinedSample &sample) const
{
    if (m_isField)
        return headingOfField(sample.values[0], sample.values[1], m_forward);
    if (!std::isfinite(sample.values[0]))
        return std::nullopt;
    return wholeTurn(sample.values[0] * m_unit);
}

QRegion CompassPanel::advance(Timestamp now)
{
    const bool isStale = staleFor(now).has_value();
    const bool hasAged = std::exchange(m_isStale, isStale) != isStale;
    const auto newest = newestTogether(m_parts);
    const auto heading = newest ? read(*newest) : std::nullopt;
    const bool isOther = heading != m_heading || newest.has_value() != m_time.has_value();
    m_heading = heading;
    m_time = newest ? std::optional(newest->time) : std::nullopt;
    return isOther || hasAged ? rect() : QRegion();
}

QString CompassPanel::note() const
{
    if (!m_isField)
        return {};
    return m_forward == ForwardAxis::Y ? tr("from magnetometer x, y · lying flat, y forward")
                                       : tr("from magnetometer x, y · lying flat, x forward");
}

void CompassPanel::paint(QPainter &painter)
{
    const Theme &theme = currentTheme();
    painter.fillRect(rect(), theme.surface);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(m_isStale ? 0.45 : 1.0);
    const double heading = m_heading.value_or(0.0);
    const QRectF all = QRectF(rect()).adjusted(8, 8, -8, -8);
    const double notePx = m_isField && all.height() > 140.0 ? 18.0 : 0.0;
    const bool isBeside = all.width() > all.height() * 1.35;
    const double textPx = isBeside ? 0.0 : 40.0;
    QRectF dial = all.adjusted(0, 0, 0, -notePx - textPx);
    if (isBeside)
        dial.setWidth(std::min(dial.height(), all.width() - 110.0));
    const double radius = std::min(dial.width(), dial.height()) / 2.0 - 4.0;
    if (radius < 20.0)
        return;
    const QRectF place = isBeside ? QRectF(dial.right() + 12.0, dial.center().y() - 30.0, 100.0, 60.0)
                                  : QRectF(all.left(), dial.bottom() + 2.0, all.width(), textPx);
    const QPointF middle = dial.center();
    paintCard(painter, middle, radius);
    paintNeedle(painter, middle, radius);
    const QString number =
        format::withUnit(format::fixed(std::fmod(std::round(heading), 360.0), 0), QStringLiteral("°"));
    const int flags = isBeside ? Qt::AlignLeft : Qt::AlignHCenter;
    QFont large = numberFont(metrics::textDisplay);
    if (isBeside) {
        paintText(painter, place.adjusted(0, 0, 0, -24), flags | Qt::AlignVCenter, number, large, theme.text);
        paintText(painter, place.adjusted(0, 36, 0, 0), flags | Qt::AlignVCenter, compassPoint(heading),
                  textFont(metrics::textLarge), theme.textMuted);
    } else {
        paintText(painter, place, flags | Qt::AlignVCenter, number + QStringLiteral("  ") + compassPoint(heading),
                  large, theme.text);
    }
    if (notePx > 0.0)
        paintText(painter, QRectF(all.left(), all.bottom() - notePx + 4.0, all.width(), notePx),
                  Qt::AlignHCenter | Qt::AlignVCenter, note(), textFont(metrics::textSmall), theme.textMuted);
}

void CompassPanel::paintCard(QPainter &painter, const QPointF &middle, double radius) const
{
    const Theme &theme = currentTheme();
    const double turn = m_isCourseUp ? -m_heading.value_or(0.0) : 0.0;
    painter.setPen(QPen(theme.hairline, 1.0));
    painter.setBrush(theme.raised);
    painter.drawEllipse(middle, radius, radius);
    for (int degree = 0; degree < 360; degree += 10) {
        const double a = (degree + turn) / toDegrees;
        const QPointF out(std::sin(a), -std::cos(a));
        const bool isMain = degree % 30 == 0;
        painter.setPen(QPen(isMain ? theme.textMuted : theme.textFaint, isMain ? 1.5 : 1.0));
        painter.drawLine(middle + out * (radius - 4.0), middle + out * (radius - (isMain ? 12.0 : 9.0)));
        if (!isMain || radius < 60.0)
            continue;
        const bool isPoint = degree % 90 == 0;
        const QString text = isPoint ? compassPoint(degree) : QString::number(degree);
        const QPointF at = middle + out * (radius - (isPoint ? 26.0 : 24.0));
        paintText(painter, QRectF(at - QPointF(18.0, 10.0), QSizeF(36.0, 20.0)), Qt::AlignCenter, text,
                  isPoint ? textFont(metrics::textLarge) : numberFont(metrics::textSmall),
                  isPoint ? theme.text : theme.textMuted);
    }
}

void CompassPanel::paintNeedle(QPainter &painter, const QPointF &middle, double radius) const
{
    const Theme &theme = currentTheme();
    painter.save();
    painter.translate(middle);
    painter.rotate(m_isCourseUp ? 0.0 : m_heading.value_or(0.0));
    const double length = radius < 60.0 ? radius * 0.7 : radius - 40.0;
    const double width = std::max(5.0, length * 0.16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawPolygon(QPolygonF({QPointF(0.0, -length), QPointF(width, length * 0.55), QPointF(0.0, length * 0.32)}));
    painter.setBrush(mixed(theme.text, theme.raised, 0.55));
    painter.drawPolygon(
        QPolygonF({QPointF(0.0, -length), QPointF(0.0, length * 0.32), QPointF(-width, length * 0.55)}));
    painter.restore();
}

QString CompassPanel::badge() const
{
    const auto stale = staleFor(now());
    if (stale)
        return tr("stale since %1").arg(format::age(*stale));
    return m_isField ? tr("computed") : QString();
}

QString CompassPanel::description() const
{
    const double heading = m_heading.value_or(0.0);
    const QString text = tr("Heading %1°, %2").arg(format::fixed(heading, 0), compassPoint(heading));
    return m_isField ? text + QStringLiteral(" (") + note() + QLatin1Char(')') : text;
}

void CompassPanel::fillMenu(QMenu &menu)
{
    const auto add = [&](const QString &text, bool isChosen, auto choose) {
        QAction *action = menu.addAction(text, this, choose);
        action->setCheckable(true);
        action->setChecked(isChosen);
    };
    add(tr("Turn the card instead of the needle"), m_isCourseUp, [this] {
        m_isCourseUp = !m_isCourseUp;
        renew();
    });
    if (!m_isField)
        return;
    add(tr("The magnetometer's y axis points forward"), m_forward == ForwardAxis::Y, [this] {
        m_forward = m_forward == ForwardAxis::Y ? ForwardAxis::X : ForwardAxis::Y;
        renew();
    });
}

QJsonObject CompassPanel::save() const
{
    QJsonObject state = PaintedPanel::save();
    state.insert(courseUpKey, m_isCourseUp);
    state.insert(forwardKey, m_forward == ForwardAxis::Y ? QStringLiteral("y") : QStringLiteral("x"));
    return state;
}

void CompassPanel::restore(const QJsonObject &state)
{
    m_isCourseUp = state.value(courseUpKey).toBool();
    m_forward = state.value(forwardKey).toString() == QLatin1String("x") ? ForwardAxis::X : ForwardAxis::Y;
    PaintedPanel::restore(state);
}

PanelKind compassKind()
{
    return {QStringLiteral("compass"), CompassPanel::tr("Compass"),
            [](const QList<SeriesInfo> &series) {
                if (series.isEmpty())
                    return Fit::Possible;
                if (!series.front().states.isEmpty())
                    return Fit::Impossible;
                if (series.size() == 1 && isHeading(series.front().key))
                    return seriesPart(series.front().key).leaf == QLatin1String("yaw") ? Fit::Possible : Fit::Best;
                for (const SeriesInfo &info : series) {
                    if (!isField(info.key) || !areOfOneWhole(series.front().key, info.key))
                        return Fit::Impossible;
                }
                return Fit::Possible;
            },
            [](const PanelContext &context) { return std::make_unique<CompassPanel>(context); }};
}

} // namespace watchglass::ui
