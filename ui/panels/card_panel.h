#pragma once

#include "ui/panels/event_choice.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_panel.h"
#include "ui/panels/tile_grid.h"

namespace watchglass::ui {

/// What is to be read: the words of its series of states, and the newest texts that their devices told (what is
/// playing, labels, messages), each with its age. Without series the texts of all devices. Thread: GUI.
class CardPanel : public SeriesPanel
{
    Q_OBJECT

public:
    explicit CardPanel(const PanelContext &context);

    QString title() const override;
    void fillMenu(QMenu &menu) override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;

protected:
    QString refusal(const SeriesInfo &info) const override;
    QString emptyTitle() const override { return tr("Text card"); }
    QString hint() const override;
    bool takeFrame() override;
    void paintContent(QPainter &painter) override;
    QString description() const override;
    int contentHeight() const override { return m_grid.height(); }
    QString toolTipAt(const QPoint &content) const override;
    void itemsChanged() override;

private:
    struct Card
    {
        QString label;
        QString text;
        QString note;
        bool isFaded = false;

        friend bool operator==(const Card &, const Card &) = default;
    };

    Card cardOf(const Item &item) const;
    Card cardOf(const ingest::EventRecord &record) const;
    void readLog();

    EventChoice m_choice;
    std::vector<ingest::EventRecord> m_texts;
    std::optional<std::uint64_t> m_revision; ///< Of the log, when it was read.
    bool m_areTextsShown = true;
    TileGrid m_grid;
    std::vector<Card> m_cards;
};

PanelKind cardKind();

} // namespace watchglass::ui
