using System.Text.Json.Serialization;

namespace Conversations.LoadTesting;

/// <summary>How long the text of an event is, in bytes of UTF-8. The member <c>distribution</c> of its JSON says which of these it is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "distribution")]
[JsonDerivedType(typeof(FixedPayload), "fixed")]
[JsonDerivedType(typeof(UniformPayload), "uniform")]
[JsonDerivedType(typeof(LognormalPayload), "lognormal")]
[JsonDerivedType(typeof(WeightedPayload), "weighted")]
public abstract record PayloadSize
{
    /// <summary>The longest text a scenario may ask for; an event of the default limit holds it.</summary>
    public const int MaxBytes = 1_000_000;

    private protected PayloadSize()
    {
    }

    /// <summary>The length of the next text.</summary>
    internal abstract int Next(Random random);

    /// <summary>Says what is wrong with the values, if anything is.</summary>
    internal abstract void Validate(ScenarioCheck check);
}

/// <summary>Every text has the same length.</summary>
public sealed record FixedPayload : PayloadSize
{
    /// <summary>The length; 1 to <see cref="PayloadSize.MaxBytes"/>.</summary>
    public required int Bytes { get; init; }

    internal override int Next(Random random) => Bytes;

    internal override void Validate(ScenarioCheck check) => check.Range("payload.bytes", Bytes, 1, MaxBytes);
}

/// <summary>Every length between two is as likely as any other.</summary>
public sealed record UniformPayload : PayloadSize
{
    /// <summary>The shortest; 1 or more.</summary>
    public required int Min { get; init; }

    /// <summary>The longest; up to <see cref="PayloadSize.MaxBytes"/>.</summary>
    public required int Max { get; init; }

    internal override int Next(Random random) => random.Next(Min, Max + 1);

    internal override void Validate(ScenarioCheck check)
    {
        check.Range("payload.min", Min, 1, MaxBytes);
        check.Range("payload.max", Max, Min, MaxBytes);
    }
}

/// <summary>Many short texts and a few long ones, as people write.</summary>
public sealed record LognormalPayload : PayloadSize
{
    // The standard normal distribution's 99th percentile.
    private const double NormalP99 = 2.3263478740408408;

    /// <summary>Half of the texts are shorter; 1 or more.</summary>
    public required int Median { get; init; }

    /// <summary>One text in a hundred is longer.</summary>
    public required int P99 { get; init; }

    /// <summary>What would be longer is cut to this; up to <see cref="PayloadSize.MaxBytes"/>.</summary>
    public int Max { get; set; } = 65_536;

    internal override int Next(Random random)
    {
        var sigma = Math.Log((double)P99 / Median) / NormalP99;
        // Box and Muller's way to a normally distributed number.
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return (int)Math.Clamp(Median * Math.Exp(sigma * normal), 1, Max);
    }

    internal override void Validate(ScenarioCheck check)
    {
        check.Range("payload.median", Median, 1, MaxBytes);
        check.Range("payload.p99", P99, Median, MaxBytes);
        check.Range("payload.max", Max, Median, MaxBytes);
    }
}

/// <summary>Some lengths, each with its weight: a measured distribution.</summary>
public sealed record WeightedPayload : PayloadSize
{
    private WeightedChoice? choice;

    /// <summary>The lengths.</summary>
    public required IReadOnlyList<WeightedSize> Sizes { get; init; }

    internal override int Next(Random random) =>
        Sizes[(choice ??= new(Sizes.Select(size => size.Weight))).Next(random)].Bytes;

    internal override void Validate(ScenarioCheck check)
    {
        if (Sizes.Count == 0) throw check.Wrong("payload.sizes", "names no length");
        for (var i = 0; i < Sizes.Count; i++)
        {
            if (Sizes[i] is null) throw check.Wrong($"payload.sizes[{i}]", "is null");
            check.Range($"payload.sizes[{i}].bytes", Sizes[i].Bytes, 1, MaxBytes);
            check.Weight($"payload.sizes[{i}].weight", Sizes[i].Weight);
        }
    }
}

/// <summary>A length and how often it comes beside the others.</summary>
/// <param name="Bytes">The length.</param>
/// <param name="Weight">Its weight, greater than 0.</param>
public sealed record WeightedSize(int Bytes, double Weight);
