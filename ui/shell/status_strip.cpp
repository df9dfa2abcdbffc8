#include "ui/shell/status_strip.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "ui/shell/mark_painter.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace watchglass::ui {

namespace {

constexpr int heightPx = 7 * metrics::step;
constexpr int paddingPx = 3 * metrics::step;
constexpr int markPx = 14;
constexpr int captionGapPx = 6;
constexpr int cellGapPx = 5 * metrics::step;

SourceCounters sumOf(const std::vector<SourceStatus> &sources)
{
    SourceCounters sum;
    for (const SourceStatus &source : sources) {
        sum.samples += source.counters.samples;
        sum.outOfOrder += source.counters.outOfOrder;
        sum.duplicates += source.counters.duplicates;
        sum.badFrames += source.counters.badFrames + source.counters.refusedFrames;
        sum.badValues += source.counters.badValues;
        sum.droppedEvents += source.counters.droppedEvents;
    }
    return sum;
}

QString perSecond(double rate)
{
    return format::rate(rate < 0.05 ? 0.0 : rate);
}

} // namespace

StatusStrip::StatusStrip(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Status"));
    setMouseTracking(true);
}

void StatusStrip::setFigures(StatusFigures figures)
{
    m_figures = std::move(figures);
    place();
    update();
    QStringList words; // figures change too often to be read out unasked
    for (const Cell &cell : sourceCells())
        words << cell.caption + QStringLiteral(": ") + cell.value;
    if (const QString said = words.join(QStringLiteral("; ")); said != accessibleDescription())
        setAccessibleDescription(said);
}

QSize StatusStrip::sizeHint() const
{
    return {100 * metrics::step, heightPx};
}

QSize StatusStrip::minimumSizeHint() const
{
    return sizeHint();
}

void StatusStrip::place()
{
    m_cells.clear();
    std::vector<Cell> right = figureCells();
    m_figureWidths.resize(right.size());
    int x = width() - paddingPx;
    for (std::size_t i = right.size(); i-- > 0;) {
        m_figureWidths[i] = std::max(m_figureWidths[i], widthOf(right[i]));
        right[i].place = QRect(x - m_figureWidths[i], 0, m_figureWidths[i], height());
        x = right[i].place.left() - cellGapPx;
    }
    // Where there is no room for all, sources win: figures go from their left end.
    int left = paddingPx;
    for (Cell &cell : sourceCells()) {
        cell.place = QRect(left, 0, widthOf(cell), height());
        left = cell.place.right() + cellGapPx;
        m_cells.push_back(std::move(cell));
    }
    for (Cell &cell : right) {
        if (cell.place.left() >= left)
            m_cells.push_back(std::move(cell));
    }
}

std::vector<StatusStrip::Cell> StatusStrip::sourceCells() const
{
    std::vector<Cell> cells;
    if (const auto &recording = m_figures.recording)
        cells.push_back({tr("REC"), recording->text, recording->toolTip,
                         recording->hasLoss ? Mark::Warning : Mark::Normal, false, {}, {}});
    for (const SourceStatus &source : m_figures.sources) {
        cells.push_back({.caption = source.shownName(),
                         .value = stateWord(source.state),
                         .toolTip = sourceDetails(source),
                         .mark = phaseMark(source.state.phase),
                         .isWord = true,
                         .place = {},
                         .source = source.id});
    }
    return cells;
}

StatusStrip::Cell StatusStrip::memoryCell(const MemoryFigures &memory)
{
    QString toolTip = tr("What samples, their aggregates and indices occupy: %1 of %2.")
                          .arg(format::bytes(memory.bytes), format::bytes(memory.budget));
    toolTip += QLatin1Char('\n');
    if (memory.evicted > 0)
        toolTip += tr("%1 oldest samples were forgotten to stay within it.").arg(format::count(memory.evicted));
    else
        toolTip += tr("When it is full, the source that holds most forgets its oldest samples.");
    return {tr("Memory"), format::bytes(memory.bytes), toolTip, Mark::None, false, {}, {}};
}

std::vector<StatusStrip::Cell> StatusStrip::figureCells() const
{
    const SourceCounters sum = sumOf(m_figures.sources);
    double samples = 0.0;
    double frames = 0.0;
    for (const SourceStatus &source : m_figures.sources) {
        samples += source.samplesPerSecond;
        frames += source.framesPerSecond;
    }
    const auto cell = [](const QString &caption, const QString &value, const QString &toolTip, bool isBad = false) {
        return Cell{caption, value, toolTip, isBad ? Mark::Warning : Mark::None, false, {}, {}};
    };
    const double frameMs = std::chrono::duration<double, std::milli>(m_figures.frameTime).count();
    return {
        cell(tr("Samples"), perSecond(samples), tr("Samples stored a second, all sources together")),
        cell(tr("Frames"), perSecond(frames), tr("Messages and answers received a second, all sources together")),
        cell(tr("Stored"), format::count(sum.samples), tr("Samples stored since the start")),
        cell(tr("Late"), format::count(sum.outOfOrder), tr("Samples that came out of order; sorted in")),
        cell(tr("Double"), format::count(sum.duplicates), tr("Exact duplicates; dropped")),
        cell(tr("Bad"), format::count(sum.badFrames + sum.badValues),
             tr("Frames and values that could not be used; skipped"), sum.badFrames + sum.badValues > 0),
        cell(tr("Dropped"), format::count(sum.droppedEvents), tr("Events lost because a mailbox was full"),
             sum.droppedEvents > 0),
        memoryCell(m_figures.memory),
        cell(tr("Plot"), QStringLiteral("%1 Hz").arg(qRound(m_figures.displayedFramesPerSecond)),
             tr("How often the panel in focus was drawn in the last second")),
        cell(tr("Draw"), QStringLiteral("%1 ms").arg(format::fixed(frameMs, 1)),
             tr("Time to draw what was due in one frame, median of the last second")),
        cell(tr("Busy"), QStringLiteral("%1 %").arg(qRound(m_figures.guiBusy * 100.0)),
             tr("Processor time of the window, as a share of one core")),
    };
}

int StatusStrip::widthOf(const Cell &cell) const
{
    const QFontMetrics captions(textFont(metrics::textSmall));
    const QFontMetrics values(cell.isWord ? textFont(metrics::textSmall) : numberFont(metrics::textSmall));
    return (cell.mark == Mark::None ? 0 : markPx + metrics::step) + captions.horizontalAdvance(cell.caption)
           + captionGapPx + values.horizontalAdvance(cell.value);
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    place();
    const Theme &theme = currentTheme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRect(0, 0, width(), 1), theme.hairline);
    const QFont captionFont = textFont(metrics::textSmall);
    const QFontMetrics captions(captionFont);
    for (const Cell &cell : m_cells) {
        QRect space = cell.place;
        if (cell.mark != Mark::None) {
            paintMark(painter, QRect(space.left(), 0, markPx, height()), cell.mark, theme);
            space.setLeft(space.left() + markPx + metrics::step);
        }
        painter.setFont(captionFont);
        painter.setPen(theme.textMuted);
        painter.drawText(space, Qt::AlignLeft | Qt::AlignVCenter, cell.caption);
        space.setLeft(space.left() + captions.horizontalAdvance(cell.caption) + captionGapPx);
        painter.setFont(cell.isWord ? textFont(metrics::textSmall) : numberFont(metrics::textSmall));
        painter.setPen(theme.text);
        painter.drawText(space, Qt::AlignRight | Qt::AlignVCenter, cell.value);
    }
}

QString StatusStrip::sourceAt(QPoint at) const
{
    for (const Cell &cell : m_cells) {
        if (cell.place.contains(at))
            return cell.source;
    }
    return {};
}

void StatusStrip::mouseReleaseEvent(QMouseEvent *event)
{
    const QString source = sourceAt(event->pos());
    if (event->button() == Qt::LeftButton && !source.isEmpty())
        Q_EMIT sourceActivated(source);
}

void StatusStrip::mouseMoveEvent(QMouseEvent *event)
{
    setCursor(sourceAt(event->pos()).isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

bool StatusStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (const Cell &cell : m_cells) {
        if (cell.place.contains(help->pos())) {
            QToolTip::showText(help->globalPos(), plainToolTip(cell.toolTip), this, cell.place);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace watchglass::ui
