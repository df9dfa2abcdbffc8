#pragma once

#include "core/store/series.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_context.h"
#include "ui/plot/freshness.h"

#include <QRegion>
#include <QSet>

#include <memory>
#include <optional>
#include <vector>

namespace watchglass::ui {

/// A panel that paints series itself. Keeps the series, finds them in the store when they come, brings the parts that
/// belong to them, takes drops, saves and restores, says what it shows to screen readers. What it looks like is the
/// subclass's: that says after each frame what of it has changed, and nothing else is painted.
/// Thread: GUI. Requires: the context outlives it.
class PaintedPanel : public Panel
{
    Q_OBJECT

public:
    PaintedPanel(const PanelContext &context, const QString &name);

    QString title() const override;
    QList<SeriesKey> series() const override;
    bool addSeries(const SeriesKey &key) override;
    void removeSeries(const SeriesKey &key) override;
    void drawFrame(Timestamp now) final;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;

    /// How often something was painted since the panel was made.
    std::uint64_t frames() const { return m_frames; }

protected:
    struct Shown
    {
        SeriesKey key;
        std::shared_ptr<const store::Series> series; ///< Null while the store does not have it.
        Freshness freshness;
    };

    const PanelContext &context() const { return m_context; }
    const std::vector<Shown> &shown() const { return m_shown; }
    /// Null: none of that key is shown, or it waits for data.
    const store::Series *find(const SeriesKey &key) const;
    /// What people call the device of a series.
    QString deviceOf(const SeriesKey &key) const;
    /// Paints everything with the next frame: a setting is another.
    void renew();
    /// For how long nothing came to the first series, once that is too long for its rhythm.
    std::optional<Duration> staleFor(Timestamp now) const;
    Timestamp now() const { return m_now; }

    /// Whether the panel can show the series beside those that it has.
    virtual bool accepts(const SeriesKey &key) const = 0;
    /// Series that belong to the shown ones and are added by themselves once the store has them.
    virtual QList<SeriesKey> companions() const { return {}; }
    /// Series came or went, or were found in the store.
    virtual void seriesChanged() {}
    /// What to do, or what is missing, in place of a picture; empty when there is something to see.
    virtual QString hint() const = 0;
    /// What is seen, in words.
    virtual QString description() const = 0;
    /// Brings the state up to `now`; what of the widget looks different since the last call. After renew(), a resize
    /// or a change of theme everything is painted, whatever it says.
    virtual QRegion advance(Timestamp now) = 0;
    virtual void paint(QPainter &painter) = 0;
    /// Colours or sizes are others.
    virtual void looksChanged() {}

    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    bool insert(const SeriesKey &key);
    void findSeries();
    void tellWords(Timestamp now);
    void setDropping(bool dropping);

    const PanelContext m_context;
    const QString m_name; ///< Of the kind, for people.
    std::vector<Shown> m_shown;
    QSet<SeriesKey> m_removed; ///< By the operator: these are no companions.
    std::uint64_t m_storeRevision = 0;
    bool m_isSearching = true;
    bool m_isNew = true; ///< Everything must be painted.
    bool m_isDropping = false;
    QString m_hint;
    QString m_lastTitle;
    QString m_lastBadge;
    Timestamp m_now;
    std::optional<Timestamp> m_toldAt;
    std::uint64_t m_frames = 0;
};

} // namespace watchglass::ui
