#pragma once

#include "core/store/series_store.h"
#include "ui/panels/newest_watch.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_context.h"
#include "ui/plot/freshness.h"
#include "ui/plot/live_edge.h"

#include <memory>
#include <optional>
#include <vector>

class QPainter;

namespace watchglass::ui {

/// What panels have in common that paint some series as a list or grid of their own: finding the series, their newest
/// samples and freshness, names, an empty state, scrolling when there is more than fits, a description for those who
/// do not see it. A kind says what it takes in and paints it; what would look the same is not painted again.
///
/// Up and Down, Home, End and the wheel scroll.
/// Thread: GUI. Requires: what the context names outlives it.
class SeriesPanel : public Panel
{
    Q_OBJECT

public:
    SeriesPanel(const PanelContext &context, QString kind);

    QString kind() const override { return m_kind; }
    QString title() const override;
    QString badge() const override { return m_refused.isEmpty() ? m_badge : m_refused; }
    QList<SeriesKey> series() const override;
    bool addSeries(const SeriesKey &key) override;
    void removeSeries(const SeriesKey &key) override;
    void drawFrame(Timestamp now) final;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;

    /// How many frames were painted since it was made; those that would have shown nothing new were not.
    std::uint64_t framesPainted() const { return m_framesPainted; }

protected:
    /// One series that it shows.
    struct Item
    {
        SeriesKey key;
        std::shared_ptr<const store::Series> series; ///< Null until the store has it.
        Freshness freshness;
        std::optional<Sample> last;
        std::optional<Duration> stale; ///< For how long nothing came, when that is too long.
    };

    const std::vector<Item> &items() const { return m_items; }
    const PanelContext &context() const { return m_context; }
    Timestamp now() const { return m_now; }
    /// The right end of a live time axis.
    Timestamp edge() const { return m_edge.edge(); }
    /// As little of device and attribute as tells it from the others shown.
    QString nameOf(const SeriesKey &key) const;
    QString deviceOf(const SeriesKey &key) const;
    QString deviceName(const QString &source, const QString &device) const;
    /// To be painted again with the next frame: a setting changed.
    void markDirty();
    void setBadge(const QString &badge) { m_badge = badge; }
    /// The part of the content that can be seen; its left top is (0, 0) while nothing is scrolled.
    QRect viewport() const { return {0, m_scrollPx, width(), height()}; }

    /// Why a series is not for this kind; empty when it is.
    virtual QString refusal(const SeriesInfo &info) const = 0;
    /// What the kind is called, as title without series.
    virtual QString emptyTitle() const = 0;
    /// What to do when there is nothing to show; empty when there is.
    virtual QString hint() const;
    /// Makes up what is to be seen at now(); true when that is something else than before.
    virtual bool takeFrame() = 0;
    virtual void paintContent(QPainter &painter) = 0;
    /// The present values, for a screen reader.
    virtual QString description() const = 0;
    /// Of all that there is to scroll through.
    virtual int contentHeight() const { return height(); }
    virtual QString toolTipAt(const QPoint &content) const
    {
        Q_UNUSED(content)
        return {};
    }
    /// Series came or went.
    virtual void itemsChanged() {}
    /// Whether it shows series in the colours that they have everywhere, so that these are to be kept.
    virtual bool isColoured() const { return false; }

    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void seriesChanged();
    void findSeries();
    bool takeNames();
    void scrollTo(int px);
    void paintScrollMark(QPainter &painter) const;
    std::optional<Duration> offlineFor(const SeriesKey &key) const;
    void tell();

    const PanelContext m_context;
    const QString m_kind;
    std::vector<Item> m_items;
    NewestWatch m_newest;
    LiveEdge m_edge;
    Timestamp m_now;
    QStringList m_names; ///< Of the items' devices, as shown.
    QString m_badge;
    QString m_refused;
    QString m_toldBadge;
    std::uint64_t m_framesPainted = 0;
    std::uint64_t m_storeRevision = 0;
    std::uint64_t m_deviceRevision = 0;
    int m_scrollPx = 0;
    bool m_isSearching = true;
    bool m_isDirty = true;
};

} // namespace watchglass::ui
