#include "ui/shell/replay_strip.h"

#include "core/format/time_format.h"
#include "ui/models/source_status.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTimeZone>
#include <QToolTip>

#include <algorithm>

namespace watchglass::ui {

namespace {

using namespace std::chrono_literals;

constexpr int marginPx = 2 * metrics::step;
constexpr int trackPx = 4;
constexpr int knobPx = 12;
constexpr int remarkFootPx = 2;
constexpr int remarkReachPx = 4; ///< So near to one counts as on it.
constexpr int mostRemarksTold = 8;
/// Of the session: what an arrow key moves, and with Shift.
constexpr int smallSteps = 200;
constexpr int largeSteps = 20;

} // namespace

ReplayStrip::ReplayStrip(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Place in the recording"));
}

QSize ReplayStrip::sizeHint() const
{
    return {400, 28};
}

void ReplayStrip::setExtent(TimeRange extent)
{
    m_extent = extent;
    update();
}

void ReplayStrip::setMarks(Marks marks)
{
    m_marks = std::move(marks);
    update();
}

void ReplayStrip::setLoop(const std::optional<TimeRange> &loop)
{
    if (m_loop == loop)
        return;
    m_loop = loop;
    update();
}

void ReplayStrip::setPosition(Timestamp position)
{
    const int before = qRound(xOf(m_position) * devicePixelRatioF());
    m_position = position;
    if (qRound(xOf(position) * devicePixelRatioF()) != before)
        update();
}

double ReplayStrip::xOf(Timestamp time) const
{
    const double length = static_cast<double>(std::max<std::int64_t>(m_extent.length().count(), 1));
    const double share = std::clamp(static_cast<double>((time - m_extent.from).count()) / length, 0.0, 1.0);
    return marginPx + share * (width() - 2 * marginPx);
}

Timestamp ReplayStrip::timeAt(double x) const
{
    const double share = std::clamp((x - marginPx) / std::max(width() - 2 * marginPx, 1), 0.0, 1.0);
    return m_extent.from + Duration(static_cast<std::int64_t>(share * static_cast<double>(m_extent.length().count())));
}

void ReplayStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double middle = height() / 2.0;
    const auto bar = [&](double from, double to, const QColor &colour) {
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(from, middle - trackPx / 2.0, to - from, trackPx), trackPx / 2.0, trackPx / 2.0);
    };
    bar(marginPx, width() - marginPx, theme.hairline);
    if (m_loop)
        bar(xOf(m_loop->from), xOf(m_loop->to), theme.textFaint);
    bar(marginPx, xOf(m_position), theme.accent);
    const auto ticks = [&](const std::vector<Timestamp> &times, const QColor &colour, double top, double bottom) {
        double lastX = -2.0;
        for (const Timestamp time : times) {
            const double x = xOf(time);
            if (x - lastX < 1.5)
                continue; // as good as the same place
            lastX = x;
            painter.fillRect(QRectF(x - 0.75, top, 1.5, bottom - top), colour);
        }
    };
    ticks(m_marks.gaps, theme.textFaint, middle + 5, height() - 3);
    drawRemarks(painter, middle + 5, height() - 3);
    ticks(m_marks.alarms, theme.warning, 3, middle - 5);
    painter.setBrush(theme.text);
    painter.drawEllipse(QPointF(xOf(m_position), middle), knobPx / 2.0, knobPx / 2.0);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.focus, theme.focusWidth));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::radius, metrics::radius);
    }
}

/// A line where each begins; a span has a foot as long as it is.
void ReplayStrip::drawRemarks(QPainter &painter, double top, double bottom) const
{
    const Theme &theme = currentTheme();
    for (const Remark &remark : m_marks.remarks) {
        const double x = xOf(remark.at);
        if (remark.to)
            painter.fillRect(QRectF(x, bottom - remarkFootPx, std::max(xOf(*remark.to) - x, 1.5), remarkFootPx),
                             theme.textMuted);
        painter.fillRect(QRectF(x - 0.75, top, 1.5, bottom - top), theme.text);
    }
}

/// The time there, and what was remarked about it.
QString ReplayStrip::toolTipAt(double x) const
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    QStringList lines{format::dateTime(timeAt(x), zone)};
    for (const Remark &remark : m_marks.remarks) {
        const double from = xOf(remark.at);
        const double to = remark.to ? xOf(*remark.to) : from;
        if (x < from - remarkReachPx || x > to + remarkReachPx)
            continue;
        if (lines.size() > mostRemarksTold) {
            lines << QStringLiteral("…");
            break;
        }
        lines << QStringLiteral("%1 · %2").arg(format::timeOfDay(remark.at, 1ms, zone), remark.text);
    }
    return plainToolTip(lines.join(QLatin1Char('\n')));
}

void ReplayStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT sought(timeAt(event->position().x()));
}

void ReplayStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        Q_EMIT sought(timeAt(event->position().x()));
}

void ReplayStrip::keyPressEvent(QKeyEvent *event)
{
    const Duration step = m_extent.length() / (event->modifiers() & Qt::ShiftModifier ? largeSteps : smallSteps);
    switch (event->key()) {
    case Qt::Key_Left:
        return Q_EMIT stepped(-step);
    case Qt::Key_Right:
        return Q_EMIT stepped(step);
    case Qt::Key_Home:
        return Q_EMIT sought(m_extent.from);
    case Qt::Key_End:
        return Q_EMIT sought(m_extent.to);
    default:
        QWidget::keyPressEvent(event);
    }
}

bool ReplayStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), toolTipAt(help->pos().x()), this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace watchglass::ui
