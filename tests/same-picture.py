#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the pixels of two pictures, channel by channel."""
import sys

from osgeo import gdal

gdal.UseExceptions()


def pixels(path):
    picture = gdal.Open(path)
    size = (picture.RasterXSize, picture.RasterYSize)
    channels = [picture.GetRasterBand(n + 1).ReadRaster() for n in range(min(3, picture.RasterCount))]
    return size, channels


def main(one, other):
    (size, left), (other_size, right) = pixels(one), pixels(other)
    if size != other_size:
        print("%s is %dx%d, %s is %dx%d" % (one, *size, other, *other_size))
        return 1
    differing = sum(a != b for l, r in zip(left, right) for a, b in zip(l, r))
    if differing:
        print("%d of %d values differ" % (differing, 3 * size[0] * size[1]))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
