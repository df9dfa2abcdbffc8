#pragma once

#include "ui/models/source_status.h"

#include <QWidget>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace watchglass::ui {

/// What the store holds.
struct MemoryFigures
{
    std::size_t bytes = 0;
    std::size_t budget = 0;    ///< 0: not known yet.
    std::uint64_t evicted = 0; ///< Samples forgotten to keep it.
};

/// How a recording that runs fares.
struct RecordingFigures
{
    QString text; ///< Length and size.
    QString toolTip;
    bool hasLoss = false;
};

/// Everything that the strip at the window's foot says.
struct StatusFigures
{
    std::vector<SourceStatus> sources;
    MemoryFigures memory;
    std::optional<RecordingFigures> recording;
    double displayedFramesPerSecond = 0.0; ///< Of the panel in focus.
    Duration frameTime{};                  ///< Median of the last second.
    double guiBusy = 0.0;                  ///< Share of one core.
};

/// The window's foot: each source's state in a word on the left, what comes in, what was not usable and what drawing
/// costs on the right. Paints itself, with figures in fixed places. Tool tips say the rest; a click on a source
/// asks for its details.
class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStrip(QWidget *parent = nullptr);

    void setFigures(StatusFigures figures);
    const StatusFigures &figures() const { return m_figures; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The operator clicked a source's state.
    void sourceActivated(const QString &source);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Cell
    {
        QString caption;
        QString value;
        QString toolTip;
        Mark mark = Mark::None;
        bool isWord = false; ///< The value is no number.
        QRect place;
        QString source; ///< Empty for a figure.
    };
    void place();
    /// The source whose cell is there; empty for none.
    QString sourceAt(QPoint at) const;
    std::vector<Cell> sourceCells() const;
    std::vector<Cell> figureCells() const;
    static Cell memoryCell(const MemoryFigures &memory);
    int widthOf(const Cell &cell) const;

    StatusFigures m_figures;
    std::vector<Cell> m_cells;
    std::vector<int> m_figureWidths; ///< Widest so far: neighbours do not jump.
};

} // namespace watchglass::ui
