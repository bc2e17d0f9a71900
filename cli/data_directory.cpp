#include "cli/data_directory.hpp"

namespace pixferry {

std::string catalog_path(const Config& config) {
  return config.data_dir + "/catalog.sqlite";
}

std::string objects_directory(const Config& config) {
  return config.data_dir + "/objects";
}

std::string spool_directory(const Config& config) {
  return config.data_dir + "/tmp";
}

}  // namespace pixferry
