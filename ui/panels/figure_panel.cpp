#include "ui/panels/figure_panel.h"

#include "core/format/duration_format.h"
#include "core/ingest/event_log.h"
#include "ui/panels/paint_text.h"
#include "ui/theme/theme.h"

#include <QMenu>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

namespace {

constexpr QLatin1String mirrorKey("mirror");
constexpr QLatin1String wholeKey("wholePicture");
constexpr double hardlySeen = 0.5;
constexpr double pictureAspect = 4.0 / 3.0; ///< Of the camera, which is not told; metres are square.
constexpr double border = 20.0;
constexpr double headShare = 0.62; ///< Half the head's width, as a share of what the ears are apart.
constexpr double headHeight = 1.2; ///< Of its width.
constexpr double leastHead = 8.0;
constexpr std::size_t eventsLookedAt = 2'000;

/// Whether skeletons came as texts: the newest events say so.
bool hasTextSkeleton(const ingest::EventLog &log)
{
    const auto &events = log.events();
    const std::size_t count = std::min(events.size(), eventsLookedAt);
    return std::any_of(events.rbegin(), events.rbegin() + static_cast<std::ptrdiff_t>(count), [](const auto &record) {
        return record.event.kind.contains(QLatin1String("pose"))
               || record.event.kind.contains(QLatin1String("skeleton"));
    });
}

} // namespace

FigurePanel::FigurePanel(const PanelContext &context)
    : PaintedPanel(context, tr("Stick figure"))
{}

QString FigurePanel::title() const
{
    if (shown().empty())
        return tr("Stick figure");
    return deviceOf(shown().front().key) + QStringLiteral(" · ") + jointPart(shown().front().key)->stem;
}

bool FigurePanel::accepts(const SeriesKey &key) const
{
    const auto part = jointPart(key);
    if (!part || shown().empty())
        return part.has_value();
    const SeriesKey &first = shown().front().key;
    return key.source == first.source && key.device == first.device && jointPart(first)->stem == part->stem;
}

QList<SeriesKey> FigurePanel::companions() const
{
    QList<SeriesKey> keys;
    if (shown().empty())
        return keys;
    for (int joint = 0; joint < body::joints; ++joint) {
        const Source &source = m_sources[static_cast<std::size_t>(joint)];
        for (const char axis : {'x', 'y', 'v'}) {
            const bool isThere = axis == 'x' ? source.x : axis == 'y' ? source.y : source.seen;
            if (!isThere)
                keys.append(jointKey(shown().front().key, joint, axis));
        }
    }
    return keys;
}

void FigurePanel::seriesChanged()
{
    m_sources = {};
    m_time.reset();
    m_skeleton = {};
    m_isInMetres = !shown().empty() && jointPart(shown().front().key)->stem.endsWith(QLatin1String(".world"));
    for (const Shown &one : shown()) {
        const auto part = jointPart(one.key);
        if (!part || !one.series)
            continue;
        Source &source = m_sources[static_cast<std::size_t>(part->joint)];
        if (part->axis == 'x')
            source.x = one.series.get();
        else if (part->axis == 'y')
            source.y = one.series.get();
        else if (part->axis == 'v')
            source.seen = one.series.get();
    }
}

int FigurePanel::jointCount() const
{
    return static_cast<int>(
        std::count_if(m_skeleton.begin(), m_skeleton.end(), [](const auto &joint) { return joint.has_value(); }));
}

QString FigurePanel::hint() const
{
    if (shown().empty()) {
        if (m_hasText)
            return tr("A skeleton came as a text that holds no points (landmarks with x and y): there is nothing to "
                      "draw. Raw texts are in the event list.");
        return tr("Drag a point of a skeleton (such as pose.11 x) here from the tree");
    }
    if (!m_time)
        return tr("Waiting for data");
    if (FigureFit::of(m_skeleton, 1.0, 1.0, 1.0))
        return {};
    return tr("Only %n of 33 points have x and y: too few to draw", nullptr, jointCount());
}

QString FigurePanel::badge() const
{
    if (const auto stale = staleFor(now()))
        return tr("stale since %1").arg(format::age(*stale));
    return jointCount() < body::joints && jointCount() > 0 ? tr("%1 of %2 points").arg(jointCount()).arg(body::joints)
                                                           : QString();
}

QString FigurePanel::description() const
{
    return tr("A figure of %n points", nullptr, jointCount());
}

std::optional<Joint> FigurePanel::read(const Source &source) const
{
    if (!source.x || !source.y)
        return std::nullopt;
    const auto x = source.x->at(*m_time);
    const auto y = source.y->at(*m_time);
    // A point that the newest pictures lack is not where it was seen last.
    if (!x || !y || x->time != y->time || *m_time - x->time > std::chrono::milliseconds(500))
        return std::nullopt;
    if (!std::isfinite(x->value) || !std::isfinite(y->value))
        return std::nullopt;
    const auto seen = source.seen ? source.seen->at(*m_time) : std::nullopt;
    return Joint{x->value, y->value, seen && std::isfinite(seen->value) ? seen->value : 1.0};
}

double FigurePanel::aspect() const
{
    return m_isInMetres ? 1.0 : pictureAspect;
}

QRegion FigurePanel::advance(Timestamp now)
{
    if (shown().empty() && m_eventRevision != context().events.revision()) {
        m_eventRevision = context().events.revision();
        m_hasText = hasTextSkeleton(context().events);
    }
    const bool isStale = staleFor(now).has_value();
    const bool hasAged = std::exchange(m_isStale, isStale) != isStale;
    std::optional<Timestamp> newest;
    for (const Source &source : m_sources) {
        const auto last = source.y ? source.y->last() : std::nullopt;
        newest = std::max(newest, last ? std::optional(last->time) : std::nullopt);
    }
    if (newest == m_time)
        return hasAged ? rect() : QRegion();
    m_time = newest;
    for (std::size_t i = 0; i < m_skeleton.size(); ++i)
        m_skeleton[i] = read(m_sources[i]);
    return rect();
}

QPointF FigurePanel::at(const Joint &joint, const FigureFit &fit) const
{
    const QPointF point(joint.x * aspect() * fit.scale + fit.dx, joint.y * fit.scale + fit.dy);
    const QPointF placed = point + QPointF(border, border);
    return m_isMirrored ? QPointF(width() - placed.x(), placed.y()) : placed;
}

void FigurePanel::paint(QPainter &painter)
{
    const Theme &theme = currentTheme();
    painter.fillRect(rect(), theme.surface);
    painter.setRenderHint(QPainter::Antialiasing);
    Skeleton framed = m_skeleton;
    frameHead(framed);
    const bool isFramed = m_isWholePicture && !m_isInMetres;
    if (isFramed) { // its corners are to be seen as well
        framed[0] = Joint{0.0, 0.0};
        framed[1] = Joint{1.0, 1.0};
    }
    const auto fit = FigureFit::of(framed, width() - 2.0 * border, height() - 2.0 * border, aspect());
    if (!fit)
        return;
    if (isFramed) {
        painter.setPen(QPen(theme.hairline, 1.0));
        painter.drawRect(QRectF(at({0.0, 0.0}, *fit), at({1.0, 1.0}, *fit)).normalized());
    }
    painter.setOpacity(m_isStale ? 0.45 : 1.0);
    const double weight = std::clamp(std::min(width(), height()) / 90.0, 2.0, 6.0);
    for (const body::Bone &bone : body::bones) {
        const auto &from = m_skeleton[static_cast<std::size_t>(bone.from)];
        const auto &to = m_skeleton[static_cast<std::size_t>(bone.to)];
        if (!from || !to)
            continue;
        const QColor colour = bone.side == body::Side::Left    ? theme.series.at(0)
                              : bone.side == body::Side::Right ? theme.series.at(3)
                                                               : theme.textMuted;
        const bool isFaint = std::min(from->seen, to->seen) < hardlySeen;
        painter.setPen(QPen(isFaint ? mixed(colour, theme.surface, 0.3) : colour, weight, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(at(*from, *fit), at(*to, *fit));
    }
    painter.setPen(QPen(theme.surface, 1.0));
    for (std::size_t i = 11; i < m_skeleton.size(); ++i) {
        if (!m_skeleton[i])
            continue;
        painter.setBrush(m_skeleton[i]->seen < hardlySeen ? theme.textFaint : theme.text);
        painter.drawEllipse(at(*m_skeleton[i], *fit), weight * 0.8, weight * 0.8);
    }
    paintHead(painter, *fit);
}

/// The head is larger than what is seen of it. Its bounds stand for the points of the eyes, which lie within.
void FigurePanel::frameHead(Skeleton &framed) const
{
    const auto &nose = m_skeleton[0];
    const auto &left = m_skeleton[7];
    const auto &right = m_skeleton[8];
    if (!nose || !left || !right)
        return;
    const double radius = headShare * std::hypot((left->x - right->x) * aspect(), left->y - right->y);
    framed[2] = Joint{nose->x, nose->y - radius * headHeight};
    framed[3] = Joint{nose->x, nose->y + radius * headHeight};
    framed[5] = Joint{nose->x - radius / aspect(), nose->y};
    framed[6] = Joint{nose->x + radius / aspect(), nose->y};
}

/// A circle about the nose, as wide as the ears are apart.
void FigurePanel::paintHead(QPainter &painter, const FigureFit &fit) const
{
    const auto &nose = m_skeleton[0];
    const auto &left = m_skeleton[7];
    const auto &right = m_skeleton[8];
    if (!nose)
        return;
    const Theme &theme = currentTheme();
    double radius = 10.0;
    if (left && right) {
        const QPointF across = at(*left, fit) - at(*right, fit);
        radius = std::max(leastHead, std::hypot(across.x(), across.y()) * headShare);
    }
    painter.setPen(QPen(nose->seen < hardlySeen ? theme.textFaint : theme.textMuted, 2.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at(*nose, fit), radius, radius * headHeight);
}

void FigurePanel::fillMenu(QMenu &menu)
{
    const auto add = [&](const QString &text, bool &setting) {
        QAction *action = menu.addAction(text, this, [this, &setting] {
            setting = !setting;
            renew();
        });
        action->setCheckable(true);
        action->setChecked(setting);
    };
    add(tr("Mirrored, as in a looking-glass"), m_isMirrored);
    add(tr("Where it stands in the picture"), m_isWholePicture);
}

QJsonObject FigurePanel::save() const
{
    QJsonObject state = PaintedPanel::save();
    state.insert(mirrorKey, m_isMirrored);
    state.insert(wholeKey, m_isWholePicture);
    return state;
}

void FigurePanel::restore(const QJsonObject &state)
{
    m_isMirrored = state.value(mirrorKey).toBool();
    m_isWholePicture = state.value(wholeKey).toBool();
    PaintedPanel::restore(state);
}

PanelKind figureKind()
{
    return {QStringLiteral("figure"), FigurePanel::tr("Stick figure"),
            [](const QList<SeriesInfo> &series) {
                if (series.isEmpty())
                    return Fit::Possible;
                const auto first = jointPart(series.front().key);
                for (const SeriesInfo &info : series) {
                    const auto part = jointPart(info.key);
                    if (!part || part->stem != first->stem || info.key.device != series.front().key.device)
                        return Fit::Impossible;
                }
                return Fit::Best;
            },
            [](const PanelContext &context) { return std::make_unique<FigurePanel>(context); }};
}

} // namespace watchglass::ui
