#pragma once

#include "core/exchange/export.h"

#include <QDialog>

#include <optional>
#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace watchglass::ui {

/// Asks which samples are to be written to a file, and how: of what, which series, which time, each or one an interval,
/// in which format. Who listens writes them, and says how far that is.
/// Thread: GUI.
class SampleExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// What can be exported.
    struct Origin
    {
        int id = 0;
        QString name; ///< For people.
    };
    /// What the panel in focus shows.
    struct View
    {
        QString title;
        QList<SeriesKey> series;
        std::optional<TimeRange> range; ///< Nothing: it shows no span of time.
    };
    struct Wish
    {
        int origin = 0;
        exchange::ExportOptions options;
        QList<SeriesKey> series; ///< Those of the panel that was in focus, instead of options.series; empty: not these.
        QString path;
    };

    /// `view`: nothing when no panel is in focus. `name`: of the file, without its ending.
    SampleExportDialog(std::optional<View> view, const QString &name, QWidget *parent = nullptr);

    /// The first is chosen unless the one that was is among them.
    void setOrigins(const std::vector<Origin> &origins);
    /// Nothing, and a word about why, while what was typed makes no sense.
    std::optional<Wish> wish() const;
    void setPath(const QString &path);

    void setRunning(bool isRunning);
    bool isRunning() const { return m_isRunning; }
    /// From 0 to 1.
    void setProgress(double share);
    void showProblem(const QString &text);
    QString problem() const;

public Q_SLOTS:
    /// While something is being written, gives that up and stays open.
    void reject() override;

Q_SIGNALS:
    void exportRequested();
    void givenUp();

private:
    QWidget *makeForm();
    QWidget *makeFoot();
    void addChoices();
    void followFormat();
    void follow();
    void browse();
    QString typedProblem() const;
    QString path() const;
    bool isCsv() const;

    const std::optional<View> m_view;
    bool m_isRunning = false;
    QComboBox *m_origin;
    QComboBox *m_series;
    QLineEdit *m_patterns;
    QComboBox *m_time;
    QLineEdit *m_from;
    QLineEdit *m_to;
    QComboBox *m_samples;
    QDoubleSpinBox *m_interval; ///< Seconds.
    QComboBox *m_format;
    QComboBox *m_times;
    QLineEdit *m_path;
    QPushButton *m_browse;
    QLabel *m_replaced; ///< Says that the file is there already.
    QProgressBar *m_progress;
    QLabel *m_problem;
    QPushButton *m_export;
    QWidget *m_form;
};

} // namespace watchglass::ui
