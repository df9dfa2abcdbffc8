#pragma once

#include "ui/shell/palette_model.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;

namespace watchglass::ui {

/// A field over the window that finds whatever there is by a few letters: commands, panels, workspaces, devices,
/// series. Up, Down, PgUp and PgDn choose, Enter runs, Esc or the focus elsewhere gives up.
/// Thread: GUI. Requires: the window is its parent and outlives it.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    /// Asked each time that the palette opens.
    using EntrySource = std::function<std::vector<PaletteEntry>()>;

    explicit CommandPalette(QWidget &window);

    void addSource(EntrySource source) { m_sources.push_back(std::move(source)); }
    void open();
    PaletteModel &model() { return m_model; }
    QLineEdit &field() { return *m_field; }
    QListView &list() { return *m_list; }

Q_SIGNALS:
    /// Something was run: what was used last is another.
    void used();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool handleKey(int key);
    void choose(int row);
    void runChosen();
    void giveUp();
    void place();
    void showNote();

    PaletteModel m_model;
    std::vector<EntrySource> m_sources;
    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_note;
    QPointer<QWidget> m_focusBefore;
};

} // namespace watchglass::ui
