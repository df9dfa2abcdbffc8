#pragma once

#include "core/base/result.h"
#include "ui/models/comparison_model.h"

#include <QDialog>

#include <optional>
#include <utility>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableView;

namespace watchglass::ui {

class ComparisonFilter;

/// Compares two of the open recordings and lists what differs, to be sorted, searched, looked at and exported. Knows
/// nothing of files: it shows what it is told and says what the operator wants.
/// Thread: GUI.
class ComparisonDialog : public QDialog
{
    Q_OBJECT

public:
    struct Wish
    {
        int first = 0;
        int second = 0;
        exchange::Tolerance tolerance;
        Duration timeTolerance{};
    };

    explicit ComparisonDialog(QTimeZone zone, QWidget *parent = nullptr);

    /// Those that can be compared: what names each, and its file's name.
    void setSessions(const std::vector<std::pair<int, QString>> &sessions);
    /// While it goes on it can be given up.
    void setRunning(bool isRunning);
    /// 0 … 1.
    void setProgress(double share);
    /// `shift`: see ComparisonModel::setReport().
    void showReport(exchange::ComparisonReport report, Duration shift);
    void showProblem(const QString &text);

    /// What is to be compared; nothing while two are not chosen, or a tolerance makes no sense.
    std::optional<Wish> wish() const;
    ComparisonModel &model() { return *m_model; }
    /// Writes the rows that are found, as they are sorted, as CSV in UTF-8.
    Result<void> exportTo(const QString &path) const;

Q_SIGNALS:
    void compareRequested();
    void givenUp();
    /// Another recording is to be opened beside those that are.
    void openRequested();
    /// The row of the model that the operator wants to look at.
    void rowChosen(int row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    QWidget *choices();
    QWidget *foot();
    void setUpTable();
    void connectParts();
    void follow();
    void showCount();
    void choose();
    void askAndExport();

    ComparisonModel *m_model;
    ComparisonFilter *m_found;
    QComboBox *m_first;
    QComboBox *m_second;
    QPushButton *m_open;
    QLineEdit *m_tolerance;
    QLineEdit *m_timeTolerance;
    QPushButton *m_run;
    QProgressBar *m_progress;
    QLineEdit *m_search;
    QCheckBox *m_differing;
    QTableView *m_table;
    QLabel *m_note;
    QPushButton *m_look;
    QPushButton *m_export;
    bool m_isRunning = false;
};

} // namespace watchglass::ui
