#pragma once

#include "core/derived/derived_book.h"
#include "ui/panels/series_colours.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace watchglass::ui {

class PlotPanel;

/// Writes derived series: name, unit and formula, which is read while it is typed; what is wrong is underlined and
/// said, what is right is shown at once as it comes out of the newest samples. Lists those that there are, to remove
/// them.
/// Thread: GUI. Requires: book and store outlive it.
class DerivedDialog : public QDialog
{
    Q_OBJECT

public:
    DerivedDialog(derived::DerivedBook &book, const store::SeriesStore &store, QWidget *parent = nullptr);
    ~DerivedDialog() override;

    /// What keeps the list from being read or written, for people; empty for nothing.
    void setTrouble(const QString &text);
    void setDefinition(const QString &name, const QString &unit, const QString &formula);
    QString problem() const;
    bool canAdd() const;
    const PlotPanel &preview() const { return *m_preview; }

public Q_SLOTS:
    void add();

Q_SIGNALS:
    /// A series came or went: worth writing down.
    void bookChanged();

private:
    void layOut();
    void fillChoices();
    void insert(const QString &text);
    void listDefinitions();
    void removeChosen();
    void check();
    void underline(int at, int length);
    derived::Definition definition(const derived::Expression *expression) const;
    /// Works the newest part out anew.
    void showPreview();

    derived::DerivedBook &m_book;
    const store::SeriesStore &m_store;
    QListWidget *m_list;
    QPushButton *m_remove;
    QLabel *m_trouble;
    QLineEdit *m_name;
    QLineEdit *m_unit;
    QPlainTextEdit *m_formula;
    QComboBox *m_series;
    QComboBox *m_functions;
    QLabel *m_problem;
    QPushButton *m_add;
    SeriesColours m_colours;
    store::SeriesStore m_scratch; ///< What the preview shows.
    PlotPanel *m_preview;
    derived::Definition m_checked; ///< What the preview is of; no formula for nothing.
    QTimer m_refresh;
};

} // namespace watchglass::ui
