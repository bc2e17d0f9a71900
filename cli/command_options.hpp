#pragma once

#include "cli/command_line.hpp"

namespace CLI {
class App;
}

namespace pixferry {

/// What each command takes. Parsing writes straight into the command, which must outlive the app.
void describe(CLI::App& app, ServeCommand& command);
void describe(CLI::App& app, ImportCommand& command);
void describe(CLI::App& app, PreviewCommand& command);
void describe(CLI::App& app, DemoCommand& command);
void describe(CLI::App& app, SimCommand& command);
void describe(CLI::App& app, VerifyCommand& command);
void describe(CLI::App& app, GcCommand& command);
void describe(CLI::App& app, JobsCommand& command);
void describe(CLI::App& app, JobShowCommand& command);
void describe(CLI::App& app, DeleteJobCommand& command);
void describe(CLI::App& app, JobReportCommand& command);
void describe(CLI::App& app, JobWatchCommand& command);
void describe(CLI::App& app, JobChangeCommand& command);
void describe(CLI::App& app, JobRetryCommand& command);
void describe(CLI::App& app, ImagesCommand& command);
void describe(CLI::App& app, DeleteImagesCommand& command);
void describe(CLI::App& app, ImageShowCommand& command);
void describe(CLI::App& app, ImageDownloadCommand& command);
void describe(CLI::App& app, CompletionCommand& command);
void describe(CLI::App& app, ConfigCommand& command);

}  // namespace pixferry
