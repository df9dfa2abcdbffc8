#pragma once

#include "core/base/timestamp.h"
#include "core/model/series_key.h"

#include <QJsonObject>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

class QMenu;

namespace watchglass::ui {

class TimeLink;

/// One thing on the desk that shows series. The desk owns and arranges panels and calls drawFrame() at the rate
/// that each is due; a panel never repaints its data by itself.
/// Thread: GUI.
class Panel : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Which of panelKinds() it is; never changes.
    virtual QString kind() const = 0;
    virtual QString title() const = 0;
    /// Short text for the panel's header, e.g. "Paused" or "Live"; empty when there is nothing to say.
    virtual QString badge() const { return {}; }

    virtual QList<SeriesKey> series() const = 0;
    /// False when this panel cannot show the series (it says so itself) or has it already.
    virtual bool addSeries(const SeriesKey &key) = 0;
    virtual void removeSeries(const SeriesKey &key) = 0;

    /// Brings the picture up to `now`. Called at most once a display frame, and not at all while hidden.
    virtual void drawFrame(Timestamp now) = 0;
    /// The panel's kind (under "kind"), series and settings as written to a workspace, and back. Unknown keys are
    /// ignored.
    virtual QJsonObject save() const = 0;
    virtual void restore(const QJsonObject &state) = 0;

    /// Whether it shows how a signal runs and not only where it stands, so that no sample may be left out while it is
    /// in view.
    virtual bool showsShape() const { return false; }

    /// Adds the panel's own settings and orders to its header's menu; called each time before that opens.
    virtual void fillMenu(QMenu &menu) { Q_UNUSED(menu) }
    /// The series whose name or value stands at a position of the panel, to be dragged from there; nothing elsewhere.
    virtual std::optional<SeriesKey> seriesAt(const QPoint &position) const
    {
        Q_UNUSED(position)
        return std::nullopt;
    }

    /// A panel on a locked desk: looking at other times and values is free, but its series stay.
    bool isLocked() const { return m_isLocked; }
    void setLocked(bool locked) { m_isLocked = locked; }

    /// Whether it shows a recording as at the playhead, and not this moment.
    bool isReplay() const { return m_isReplay; }
    void setReplay(bool isReplay)
    {
        if (std::exchange(m_isReplay, isReplay) != isReplay)
            Q_EMIT badgeChanged();
    }

    /// What the panels of a desk have in common in time; for those that show a window of it. See TimeLink.
    virtual void setTimeLink(std::shared_ptr<TimeLink> link);

    /// How a series is read out, with its newest value.
    using SeriesWords = std::function<QString(const SeriesKey &)>;
    void setSeriesWords(SeriesWords words) { m_seriesWords = std::move(words); }
    /// What it shows, for who cannot see it.
    QString inWords() const
    {
        QStringList words;
        for (const SeriesKey &key : series()) {
            if (m_seriesWords)
                words << m_seriesWords(key);
        }
        return words.join(QLatin1String("; "));
    }

Q_SIGNALS:
    /// Of the title, or of the series.
    void titleChanged();
    void badgeChanged();
    /// The operator touched the panel: it is the one in focus now.
    void activated();
    /// The operator wants an alarm rule for this series.
    void ruleRequested(const watchglass::SeriesKey &key);

private:
    bool m_isLocked = false;
    bool m_isReplay = false;
    SeriesWords m_seriesWords;
};

} // namespace watchglass::ui
