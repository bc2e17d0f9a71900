#include "pipeline/platform/config.hpp"
#include "pipeline/platform/config_dropbox_variables.hpp"
#include "pipeline/platform/config_engine_variables.hpp"
#include "pipeline/platform/config_gateway_variables.hpp"
#include "pipeline/platform/config_image_variables.hpp"
#include "pipeline/platform/config_readers.hpp"
#include "pipeline/platform/config_values.hpp"

namespace pixferry {
namespace {

using Reader = std::function<Result<>(std::string_view, Config&)>;

/// A reader that stores what `parse` makes of the text, or says what it is not.
template <class Parse, class Store>
Reader reader(std::string takes, Parse parse, Store store) {
  return
      [takes = std::move(takes), parse, store](std::string_view text, Config& config) -> Result<> {
        auto value = parse(text);
        if (!value) return Error{ErrorCode::invalid_configuration, "is not " + takes};
        store(config, *std::move(value));
        return {};
      };
}

/// "a whole number from 1 to 256" and the like, with the reader that holds it to that.
template <class Store>
ConfigVariable number(ConfigVariable variable, std::int64_t least, std::int64_t most, Store store) {
  variable.read = reader(
      std::string{variable.takes},
      [least, most](std::string_view text) { return parse_integer(text, least, most); }, store);
  return variable;
}

template <class Store>
ConfigVariable duration(ConfigVariable variable, std::chrono::milliseconds least,
                        std::chrono::milliseconds most, Store store) {
  const auto parse = [least, most](std::string_view text) {
    auto value = parse_duration(text);
    return value && *value >= least && *value <= most ? value : std::nullopt;
  };
  variable.read = reader(std::string{variable.takes}, parse, store);
  return variable;
}

void add_server_variables(std::vector<ConfigVariable>& table) {
  table.push_back({.name = "DATA_DIR",
                   .takes = "a directory",
                   .default_value = "./data",
                   .example = "/var/lib/pixferry",
                   .purpose = "Where the catalog and the images are kept.",
                   .read = read_data_dir});
  table.push_back({.name = "HOST",
                   .takes = "an IP address or localhost",
                   .default_value = "127.0.0.1",
                   .example = "0.0.0.0",
                   .purpose = "The address to listen on; other than loopback it needs API_KEYS or "
                              "ALLOW_ANONYMOUS.",
                   .read = read_host});
  table.push_back(number({.name = "PORT",
                          .takes = "a whole number from 0 to 65535",
                          .default_value = "8000",
                          .example = "8080",
                          .purpose = "The port to listen on; 0 takes a free one."},
                         0, 65535, [](Config& config, std::int64_t value) {
                           config.port = static_cast<std::uint16_t>(value);
                         }));
  table.push_back({.name = "PUBLIC_URL",
                   .takes = "an http or https URL",
                   .example = "https://photos.example.com",
                   .purpose = "How others reach this server; http://HOST:PORT unless set.",
                   .read = read_public_url});
  table.push_back({.name = "API_KEYS",
                   .takes = "keys of 16 characters or more, separated by commas",
                   .example = "0f8a6c1e5d7b49329a41",
                   .purpose = "Who may use the API, as Authorization: Bearer KEY.",
                   .is_secret = true,
                   .read = read_api_keys});
  table.push_back({.name = "ALLOW_ANONYMOUS",
                   .takes = "1 or 0",
                   .default_value = "0",
                   .example = "1",
                   .purpose = "Lets anybody who reaches the address use the API without a key.",
                   .read = reader("1 or 0", parse_flag, [](Config& config, bool value) {
                     config.allow_anonymous = value;
                   })});
  table.push_back({.name = "CORS_ORIGINS",
                   .takes = "origins, separated by commas",
                   .example = "https://photos.example.com",
                   .purpose = "Web pages of other origins that may call the API.",
                   .read = read_cors_origins});
}

/// What goes out of the process beside imports, and who looks at it.
void add_notice_variables(std::vector<ConfigVariable>& table) {
  table.push_back({.name = "WEBHOOK_ALLOWED_ORIGINS",
                   .takes = "http or https origins, separated by commas",
                   .example = "http://10.0.0.7:9000",
                   .purpose = "Where webhooks may lead besides public hosts over https: receivers "
                              "in your own network.",
                   .read = read_webhook_allowed_origins});
  table.push_back(number({.name = "METRICS_PORT",
                          .takes = "a whole number from 0 to 65535",
                          .example = "9464",
                          .purpose = "Where `pixferry worker` answers GET /metrics and its health, "
                                     "at HOST; it listens nowhere unless set."},
                         0, 65535, [](Config& config, std::int64_t value) {
                           config.metrics_port = static_cast<std::uint16_t>(value);
                         }));
}

void add_source_variables(std::vector<ConfigVariable>& table) {
  table.push_back({.name = "GOOGLE_API_KEY",
                   .takes = "an API key",
                   .example = "your-google-api-key",
                   .purpose = "Reads public Google Drive folders whole, verified and fast; made at "
                              "console.cloud.google.com with the Google Drive API enabled. Without "
                              "it Google's web pages are read, as well as they allow.",
                   .is_secret = true,
                   .read = read_google_api_key});
  table.push_back({.name = "GOOGLE_DRIVE_API_URL",
                   .takes = "an https URL, or http to a loopback address",
                   .default_value = "https://www.googleapis.com",
                   .example = "http://127.0.0.1:9700",
                   .purpose = "Where the Drive API answers; another one is for simulators.",
                   .read = read_google_drive_api_url});
  table.push_back({.name = "GOOGLE_DRIVE_WEB_URL",
                   .takes = "an https URL, or http to a loopback address",
                   .default_value = "https://drive.google.com",
                   .example = "http://127.0.0.1:9700",
                   .purpose = "Where Drive's public pages are, which are read without an API key; "
                              "another one is for simulators.",
                   .read = read_google_drive_web_url});
  table.push_back(number({.name = "GOOGLE_DRIVE_RATE",
                          .takes = "a whole number from 0 to 10000",
                          .default_value = "0",
                          .example = "100",
                          .purpose = "Requests a second to Google Drive at most; 0 goes by what "
                                     "Google allows, and is 5 without an API key."},
                         0, 10'000, [](Config& config, std::int64_t value) {
                           config.google_drive_rate = static_cast<int>(value);
                         }));
}

void add_work_variables(std::vector<ConfigVariable>& table) {
  using std::chrono::milliseconds;
  constexpr milliseconds kHour{3'600'000};
  table.push_back(number({.name = "WORKER_TRANSFERS",
                          .takes = "a whole number from 1 to 256",
                          .default_value = "64",
                          .example = "32",
                          .purpose = "How many images are transferred at once."},
                         1, 256, [](Config& config, std::int64_t value) {
                           config.limits.transfers = static_cast<int>(value);
                         }));
  table.push_back(duration({.name = "LEASE",
                            .takes = "a duration from 250ms to 1h",
                            .default_value = "60s",
                            .example = "30s",
                            .purpose = "After how long a silent worker's files go to others."},
                           milliseconds{250}, kHour, [](Config& config, milliseconds value) {
                             config.limits.lease = value;
                           }));
  table.push_back(
      duration({.name = "SETTLE",
                .takes = "a duration from 10ms to 1m",
                .default_value = "1s",
                .example = "500ms",
                .purpose = "How often finished jobs are looked for."},
               milliseconds{10}, milliseconds{60'000},
               [](Config& config, milliseconds value) { config.limits.settle_interval = value; }));
  table.push_back(
      duration({.name = "BACKOFF",
                .takes = "a duration from 1ms to 5m",
                .default_value = "1s",
                .example = "2s",
                .purpose = "The pause before a second try; it doubles from try to try."},
               milliseconds{1}, milliseconds{300'000},
               [](Config& config, milliseconds value) { config.limits.backoff = value; }));
  table.push_back(number({.name = "MAX_ATTEMPTS",
                          .takes = "a whole number from 1 to 100",
                          .default_value = "8",
                          .example = "5",
                          .purpose = "How often a file is tried before it fails."},
                         1, 100, [](Config& config, std::int64_t value) {
                           config.limits.attempts_max = static_cast<int>(value);
                         }));
  table.push_back(duration({.name = "SHUTDOWN_GRACE",
                            .takes = "a duration up to 1h",
                            .default_value = "25s",
                            .example = "10s",
                            .purpose = "How long a stop waits for what is being transferred."},
                           milliseconds{0}, kHour, [](Config& config, milliseconds value) {
                             config.limits.shutdown_grace = value;
                           }));
}

void add_limit_variables(std::vector<ConfigVariable>& table) {
  constexpr std::int64_t kFileBytesMost = 16LL << 30;
  const auto parse_size = [](std::string_view text) {
    auto bytes = parse_bytes(text);
    return bytes && *bytes >= 1 && *bytes <= kFileBytesMost ? bytes : std::nullopt;
  };
  table.push_back({.name = "MAX_FILE_BYTES",
                   .takes = "a size from 1 B to 16 GiB",
                   .default_value = "100 MiB",
                   .example = "250 MiB",
                   .purpose = "Larger files are not imported.",
                   .read = reader("a size from 1 B to 16 GiB", parse_size,
                                  [](Config& config, std::int64_t value) {
                                    config.limits.file_bytes_max = value;
                                  })});
  table.push_back(number({.name = "MAX_FILES_PER_JOB",
                          .takes = "a whole number from 1 to 10000000",
                          .default_value = "1000000",
                          .example = "50000",
                          .purpose = "A folder with more files is imported up to this many."},
                         1, 10'000'000, [](Config& config, std::int64_t value) {
                           config.limits.job_files_max = value;
                         }));
  table.push_back(number({.name = "MAX_DEPTH",
                          .takes = "a whole number from 1 to 1000",
                          .default_value = "32",
                          .example = "8",
                          .purpose = "How deep subfolders may be nested."},
                         1, 1000, [](Config& config, std::int64_t value) {
                           config.limits.folder_depth_max = static_cast<int>(value);
                         }));
}

void add_log_variables(std::vector<ConfigVariable>& table) {
  table.push_back({.name = "LOG_LEVEL",
                   .takes = "debug, info, warning or error",
                   .default_value = "info",
                   .example = "debug",
                   .purpose = "The least important lines that are written.",
                   .read = read_log_level});
  table.push_back({.name = "LOG_FORMAT",
                   .takes = "text or json",
                   .example = "json",
                   .purpose = "Text on a terminal and JSON elsewhere, unless set.",
                   .read = read_log_format});
}

}  // namespace

const std::vector<ConfigVariable>& config_variables() {
  static const std::vector<ConfigVariable> table = [] {
    std::vector<ConfigVariable> variables;
    add_server_variables(variables);
    add_gateway_variables(variables);
    add_notice_variables(variables);
    add_engine_variables(variables);
    add_source_variables(variables);
    add_dropbox_variables(variables);
    add_image_variables(variables);
    add_work_variables(variables);
    add_limit_variables(variables);
    add_log_variables(variables);
    return variables;
  }();
  return table;
}

}  // namespace pixferry
