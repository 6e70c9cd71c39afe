#pragma once
#include <stddef.h>
#include <stdint.h>

// CRC-32C by the processor's own instruction (SSE 4.2). Swift has no name for the instruction; who has not got it uses tables.

/// Whether this processor has the instruction.
int crc32c_is_supported(void);

/// Goes on from `crc` (not inverted) with `count` bytes. Only where the instruction is supported.
uint32_t crc32c_extended(uint32_t crc, const uint8_t *bytes, size_t count);
