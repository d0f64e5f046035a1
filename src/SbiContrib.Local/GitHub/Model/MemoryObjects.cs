using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>Git's objects in memory: no file is written for them, and nothing compressed.</summary>
internal sealed class MemoryObjects : OdbBackend
{
    private readonly Dictionary<ObjectId, (ObjectType Type, byte[] Bytes)> _objects = [];

    protected override OdbBackendOperations SupportedOperations =>
        OdbBackendOperations.Read | OdbBackendOperations.ReadHeader | OdbBackendOperations.Write | OdbBackendOperations.Exists | OdbBackendOperations.ForEach;

    public override int Read(ObjectId id, out UnmanagedMemoryStream data, out ObjectType objectType)
    {
        if (!_objects.TryGetValue(id, out var found))
        {
            (data, objectType) = (null!, default);
            return (int)ReturnCode.GIT_ENOTFOUND;
        }
        (data, objectType) = (AllocateAndBuildFrom(found.Bytes), found.Type);
        return (int)ReturnCode.GIT_OK;
    }

    public override int ReadHeader(ObjectId id, out int length, out ObjectType objectType)
    {
        var known = _objects.TryGetValue(id, out var found);
        (length, objectType) = known ? (found.Bytes.Length, found.Type) : (0, default);
        return (int)(known ? ReturnCode.GIT_OK : ReturnCode.GIT_ENOTFOUND);
    }

    public override int Write(ObjectId id, Stream dataStream, long length, ObjectType objectType)
    {
        var bytes = new byte[length];
        dataStream.ReadExactly(bytes);
        _objects[id] = (objectType, bytes);
        return (int)ReturnCode.GIT_OK;
    }

    public override bool Exists(ObjectId id) => _objects.ContainsKey(id);

    public override int ForEach(ForEachCallback callback)
    {
        foreach (var id in _objects.Keys)
            if (callback(id) is var end and not 0)
                return end;
        return (int)ReturnCode.GIT_OK;
    }

    public override int ReadPrefix(string shortSha, out ObjectId oid, out UnmanagedMemoryStream data, out ObjectType objectType) => throw new NotSupportedException();

    public override int ReadStream(ObjectId id, out OdbBackendStream stream) => throw new NotSupportedException();

    public override int WriteStream(long length, ObjectType objectType, out OdbBackendStream stream) => throw new NotSupportedException();

    public override int ExistsPrefix(string shortSha, out ObjectId found) => throw new NotSupportedException();
}
